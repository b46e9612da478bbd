/**
 * The scanner for badges and letters, which types like a keyboard, only faster. It is heard on the whole page, wherever
 * the focus is, and what it types goes into no field and presses no button.
 *
 *   key ──► held for `gapMsMax` ──► Enter came in time: a scan ──► scanned(code)
 *                               └─► a person's: given back as an event `typedKey` (outside of fields), or to the field
 */
import { burstReader, gapMsMax } from './burst.ts';

/** A person's key outside of a field, told on the window once it is clear that no scanner typed it. `detail`: the key. */
export const typedKey = 'lentigo-typed-key';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Listens until the returned function is called. `scanned` gets what the scanner read, without its Enter. */
export function openScanner(scanned: (code: string) => void): () => void {
  const reader = burstReader();
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** Where the keys that are held were aimed at; undefined outside of fields. */
  let field: TextField | undefined;

  function give(keys: readonly string[]): void {
    for (const key of keys) {
      if (field?.isConnected) typeInto(field, key);
      else dispatchEvent(new CustomEvent<string>(typedKey, { detail: key }));
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const single = [...event.key].length === 1;
    if (!single && event.key !== 'Enter' && event.key !== 'Backspace') return; // moving about begins no code and must not lag
    const [target] = event.composedPath();
    const into = isTextField(target) ? target : undefined;
    if (event.repeat) {
      if (single && !into) swallow(event); // a key that is held down is neither a scanner nor typing
      return;
    }
    clearTimeout(patience);
    const heard = reader.key(event.key, event.timeStamp);
    if (heard.kind === 'scan' || heard.kind === 'not-a-code') {
      swallow(event);
      if (heard.kind === 'scan') scanned(heard.code);
      return;
    }
    const keys = heard.kind === 'typed' ? heard.keys : [];
    const last = heard.kind === 'typed' && !heard.wait ? keys.slice(-1) : [];
    give(keys.slice(0, keys.length - last.length));
    field = into;
    // Enter and space press the button that has the focus, Enter and Backspace are the field's: as everywhere.
    if (into ? !single : (event.key === 'Enter' || event.key === ' ') && isControl(target)) {
      reader.quiet();
      return;
    }
    swallow(event);
    give(last);
    if (last.length === 0) patience = setTimeout(() => give(reader.quiet()), gapMsMax);
  }

  addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(patience);
    reader.quiet();
    removeEventListener('keydown', onKey, { capture: true });
  };
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function isTextField(target: EventTarget | undefined): target is TextField {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function isControl(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], [role="button"], [tabindex="0"]');
}

/** As if the key had been typed: at the caret, heard by the field's own listeners. */
function typeInto(field: TextField, character: string): void {
  if (field.maxLength >= 0 && field.value.length >= field.maxLength) return;
  const end = field.value.length;
  field.setRangeText(character, field.selectionStart ?? end, field.selectionEnd ?? end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: character }));
}
