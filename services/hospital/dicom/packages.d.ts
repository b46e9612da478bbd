/** The parts that we use of dcmjs 0.52.2, which comes without types. Read off its source. */

/** The data dictionary (PS3.6) alone, without the rest of the library. */
declare module 'dcmjs/dictionary' {
  /** Keys are written `(0010,0010)`; some ranges, such as `(50XX,…)`, are no numbers. */
  const dictionary: Readonly<
    Record<string, { readonly tag: string; readonly vr: string; readonly name: string; readonly vm: string }>
  >;

  export { dictionary };
}

declare module 'dcmjs' {
  /** One element of DICOM JSON, except that binary values are bytes. */
  interface Element {
    readonly vr: string;
    readonly Value?: readonly unknown[];
  }
  type Elements = Record<string, Element>;
  type Naturalised = Record<string, unknown>;

  interface DicomDict {
    readonly meta: Elements;
    dict: Elements;
    write(options?: { fragmentMultiframe?: boolean }): ArrayBuffer;
  }

  const data: {
    readonly DicomMessage: {
      /** Throws, or gives half a dataset, for bytes that are no DICOM file. */
      readFile(buffer: ArrayBuffer, options?: { ignoreErrors?: boolean; noCopy?: boolean }): DicomDict;
    };
    readonly DicomMetaDictionary: {
      naturalizeDataset(dataset: Elements): Naturalised;
    };
  };
  /** A loglevel logger; the library has a second one by the name `validation.dcmjs`. */
  const log: { setLevel(level: string): void; getLogger(name: string): { setLevel(level: string): void } };

  export { data, log };
}
