/** The hospital's archive, as a visit from the command line looks into it: the folder in its home, or a DICOMweb archive. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dicomWebArchive } from '../../services/hospital/archive/dicomweb.ts';
import { readObject } from '../../services/hospital/dicom/read.ts';

export interface FiledPictures {
  /** Where a person finds what the receipt calls `as`: a file, or an address. */
  place(as: string): string;
  /** The JPEG that is filed there; undefined where there is none. */
  jpeg(as: string): Promise<Uint8Array | undefined>;
}

/** `home`: of the whole service. `dicomWebUrl`: as `npm start` was told; on this machine and without sign-in. */
export function filedPictures(home: string, dicomWebUrl: string | undefined): FiledPictures {
  if (dicomWebUrl === undefined) {
    const place = (as: string) => join(resolve(home), 'hospital', 'archive', as);
    return {
      place,
      async jpeg(as) {
        const file = place(as);
        if (!existsSync(file))
          throw new Error(
            `There is no ${file}. If the service has another home, name it: --home DIR, or LENTIGO_HOME.`,
          );
        return readObject(await readFile(file))?.jpeg;
      },
    };
  }
  const archive = dicomWebArchive({ url: dicomWebUrl });
  return {
    place: (as) => `${dicomWebUrl}/${as}`,
    jpeg(as) {
      const [studyUid, seriesUid, sopUid] = as.match(/\d+(\.\d+)+/g) ?? [];
      if (studyUid === undefined || seriesUid === undefined || sopUid === undefined) {
        throw new Error(`the receipt names no DICOM object: ${as}`);
      }
      return archive.jpeg({ as, studyUid, seriesUid, sopUid });
    },
  };
}
