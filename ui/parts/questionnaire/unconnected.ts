/** Before anything has come there is no language to say it in: these stand in the pages themselves. */
export const unconnected = [
  { language: 'en', direction: 'ltr', text: 'There is no connection. Please try again.' },
  { language: 'pl', direction: 'ltr', text: 'Brak połączenia. Proszę spróbować ponownie.' },
  { language: 'ar', direction: 'rtl', text: 'لا يوجد اتصال. يُرجى المحاولة مرة أخرى.' },
] as const;
