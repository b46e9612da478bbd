/** Who may sign in at the stations: everybody of the staff desk's list who works at present, with the hashes of PIN and badge. */
import { type StaffMember, staffMember } from '../../../wire/staff.ts';
import type { Queries } from '../../database/api.ts';

/** As many as the form of a worklist allows. */
const staffMax = 200;

export interface StationStaff {
  readonly staff: readonly StaffMember[];
  /** Who does not fit into a worklist, or is one too many. Ids only. */
  readonly leftOut: readonly string[];
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly pin: unknown;
  readonly badge: unknown;
}

export async function stationStaff(on: Queries): Promise<StationStaff> {
  const rows = await on.query<Row>('select id, name, pin, badge from station_staff where active order by name, id');
  const staff: StaffMember[] = [];
  const leftOut: string[] = [];
  for (const { id, name, pin, badge } of rows) {
    const read = staffMember.safeParse({
      id,
      name,
      ...(pin === null ? {} : { pin }),
      ...(badge === null ? {} : { badge }),
    });
    if (read.success && staff.length < staffMax) staff.push(read.data);
    else leftOut.push(id);
  }
  return { staff, leftOut };
}
