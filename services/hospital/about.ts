/**
 * Which hospital this is: what letters print and how its numbers are named. Read from `about.json` in the hospital's home;
 * without one it is an invented hospital, for demonstration.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const about = z.object({
  letterHead: z.object({
    hospital: z.string().min(1),
    department: z.string().min(1),
    address: z.array(z.string().min(1)).min(1).max(8),
    telephone: z.string().min(1),
    email: z.email().exactOptional(),
  }),
  /** Identifier system of the hospital's own patient numbers in FHIR. */
  hospitalNumberSystem: z.string().min(1),
  /** Begins the identifier systems of what Lentigo numbers. */
  ownSystem: z.string().min(1),
});
export type About = z.infer<typeof about>;

const invented: About = {
  letterHead: {
    hospital: 'Fenland General Hospital (invented)',
    department: 'Teledermatology',
    address: ['1 Example Road', 'Cambridge', 'CB0 0ZZ'],
    telephone: '01632 960 123', // of the numbers that Ofcom keeps for fiction
    email: 'teledermatology@example.invalid',
  },
  hospitalNumberSystem: 'https://fenland.example.invalid/id/hospital-number',
  ownSystem: 'https://fenland.example.invalid/id',
};

/** Throws with a sentence when the file is there and is not as it should be. */
export function readAbout(home: string): About {
  const path = join(home, 'about.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return invented;
    throw error;
  }
  const read = about.safeParse(JSON.parse(text));
  if (read.success) return read.data;
  const why = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`hospital: ${path}: ${why}`);
}
