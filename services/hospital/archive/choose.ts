/** Which archive pictures are filed in: one that speaks DICOMweb when the settings name it, else a folder. */
import type { Archive } from './api.ts';
import { openDicomFolder } from './dicom-folder.ts';
import type { SignIn, TlsSettings } from './dicomweb/settings.ts';
import { dicomWebArchive } from './dicomweb.ts';

export interface ArchiveSettings {
  /** Holds the DICOM files where no address is given. */
  readonly folder: string;
  /** Root of an archive's DICOMweb services. */
  readonly dicomWebUrl?: string;
  readonly tls?: TlsSettings;
  readonly sign?: SignIn;
}

/** Throws, with a sentence for central IT, where the settings must not be used. */
export async function openArchive({ folder, dicomWebUrl, tls, sign }: ArchiveSettings): Promise<Archive> {
  if (dicomWebUrl === undefined) return openDicomFolder(folder);
  return dicomWebArchive({ url: dicomWebUrl, ...(tls && { tls }), ...(sign && { sign }) });
}
