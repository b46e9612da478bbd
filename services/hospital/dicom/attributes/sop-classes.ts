/** SOP classes and modalities of what we write (PS3.4 annex B.5, PS3.3 C.7.3.1.1.1). */
export const photographic = { sopClass: '1.2.840.10008.5.1.4.1.1.77.1.4', modality: 'XC' } as const;
/** DICOM 2020, Supplement 221; some archives do not know it yet. */
export const dermoscopic = { sopClass: '1.2.840.10008.5.1.4.1.1.77.1.7', modality: 'DMS' } as const;
export const keyObjectSelection = { sopClass: '1.2.840.10008.5.1.4.1.1.88.59', modality: 'KO' } as const;
/** Not stored anywhere: names the form of a worklist file. */
export const modalityWorklist = '1.2.840.10008.5.1.4.31';
