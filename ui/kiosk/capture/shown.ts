/** What the capture screen shows of a view: worked out once, so that its pieces need not look for it. */
import type { Shot } from '../../../services/station/api/picture.ts';
import type { LesionView, PictureView, View, VisitView } from '../../../services/station/api/view.ts';
import type { PictureMode } from '../picture/live-view.ts';
import { type Trouble, troubleIn } from '../trouble.ts';

/** The stages of this screen. */
export type CaptureStage = 'armed' | 'exposing' | 'assessing' | 'sealing' | 'reviewing';

export interface Shown {
  readonly view: View;
  readonly visit: VisitView;
  readonly lesion: LesionView;
  /** Counted from 1, as on the body map. */
  readonly number: number;
  readonly shot: Shot;
  /** `exposing` from the tap on the shutter, before the station's word for it. */
  readonly stage: CaptureStage;
  readonly mode: PictureMode;
  /** The picture under review. */
  readonly picture: PictureView | undefined;
  /** What stands in the way; nothing while a picture is on its way, which has words of its own. */
  readonly trouble: Trouble | undefined;
}

/** Undefined when the view is of another screen. `pressed`: the shutter on the screen was tapped. */
export function shownOf(view: View, pressed: boolean): Shown | undefined {
  const { visit, aim } = view;
  const stage = pressed && view.stage === 'armed' ? 'exposing' : captureStage(view.stage);
  const number = (visit?.lesions.findIndex(({ id }) => id === aim?.lesion) ?? -1) + 1;
  const lesion = visit?.lesions[number - 1];
  if (!visit || !aim || !stage || !lesion) return undefined;
  const busy = stage !== 'armed' && stage !== 'reviewing';
  return {
    view,
    visit,
    lesion,
    number,
    shot: aim.shot,
    stage,
    mode: modeOf(stage),
    picture: visit.pictures.find(({ id }) => id === view.review?.picture),
    trouble: busy ? undefined : troubleIn(view),
  };
}

function captureStage(stage: View['stage']): CaptureStage | undefined {
  switch (stage) {
    case 'armed':
    case 'exposing':
    case 'assessing':
    case 'sealing':
    case 'reviewing':
      return stage;
    default:
      return undefined;
  }
}

function modeOf(stage: CaptureStage): PictureMode {
  switch (stage) {
    case 'armed':
      return 'live';
    case 'exposing':
      return 'exposing';
    case 'assessing':
    case 'sealing':
    case 'reviewing':
      return 'taken';
  }
}

/** The class of the ring around the picture; each has its words and its sign too. */
export function ringOf({ stage, trouble, view }: Shown): string {
  if (trouble?.kind === 'failed') return 'failed';
  if (stage === 'reviewing') return (view.review?.advice.length ?? 0) > 0 ? 'advised' : 'saved';
  return trouble?.kind === 'warned' ? 'warned' : stage;
}
