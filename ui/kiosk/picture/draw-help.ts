/** Draws the help of `help-lines.ts` for a picture: reads a small copy of it and paints a canvas that lies over it. */
import { type Help, helpWidthPxMax, paintHelp } from './help-lines.ts';

/** `over` becomes as large as the small copy; the page stretches it over the picture. */
export function drawHelp(picture: ImageBitmap, over: HTMLCanvasElement, help: Help): void {
  const width = Math.min(helpWidthPxMax, picture.width);
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  if (over.width !== width) over.width = width;
  if (over.height !== height) over.height = height;
  const context = over.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  context.drawImage(picture, 0, 0, width, height);
  const small = context.getImageData(0, 0, width, height);
  const painted = new ImageData(width, height);
  paintHelp(small.data, painted.data, width, height, help);
  context.putImageData(painted, 0, 0);
}
