/** What the pages may say, checked before anything acts on it. The shapes are those of `api.ts`. */
import { z } from 'zod';
import { simulatedFaults } from '../../../device/camera/simulated/faults.ts';
import { appointmentId, lesionId } from '../../wire/ids.ts';
import { viewKind } from '../../wire/patient.ts';
import type { BenchCommand, Command } from '../api.ts';

export const command: z.ZodType<Command> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open-visit'), appointment: appointmentId }),
  z.strictObject({ kind: z.literal('arm'), lesion: lesionId, view: viewKind }),
  z.strictObject({ kind: z.literal('disarm') }),
  z.strictObject({ kind: z.literal('press') }),
  z.strictObject({ kind: z.literal('close-visit') }),
  z.strictObject({ kind: z.literal('confirm-camera'), serial: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('drawn') }),
]);

export const benchCommand: z.ZodType<BenchCommand> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pedal'), down: z.boolean() }),
  z.strictObject({ kind: z.literal('fault'), fault: z.enum(simulatedFaults), on: z.boolean() }),
  z.strictObject({ kind: z.literal('own-button') }),
]);
