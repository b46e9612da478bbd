/** Which copies on the camera are whose business, while workers and cameras come and go. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  letGo,
  newMemory,
  newOnCard,
  nextForgettable,
  rememberHandedOver,
  takeBack,
} from '../../../device/camera/memory.ts';

const memories = suite('copies on the camera');

const onCard = (name: string) => ({ place: { folder: '/store_00010001/DCIM', name }, serial: 'A' });
const key = (name: string) => `/store_00010001/DCIM/${name}`;

memories('a copy can be deleted once its picture is safe, and only once', () => {
  const memory = newMemory();
  rememberHandedOver(memory, 'h1', onCard('1.JPG'));
  assert.is(nextForgettable(memory, 'A'), undefined);
  assert.ok(letGo(memory, 'h1'));
  assert.not(letGo(memory, 'h1'));
  assert.not(letGo(memory, 'h2'));
  assert.equal(nextForgettable(memory, 'A'), onCard('1.JPG'));
  assert.is(nextForgettable(memory, 'A'), undefined);
});

memories('a copy on a camera that is not there waits for it', () => {
  const memory = newMemory();
  rememberHandedOver(memory, 'h1', onCard('1.JPG'));
  letGo(memory, 'h1');
  assert.is(nextForgettable(memory, 'B'), undefined);
  assert.equal(nextForgettable(memory, 'A'), onCard('1.JPG'));
});

memories('what went to the camera’s memory has no copy', () => {
  const memory = newMemory();
  rememberHandedOver(memory, 'h1', { place: { folder: '/', name: 'capt0000.jpg' }, serial: 'A' });
  assert.not(letGo(memory, 'h1'));
  assert.ok(memory.handedOver.has('h1'));
});

memories('on the first opening nothing on the card is new; later, what no exposure brought home is', () => {
  const memory = newMemory();
  assert.equal(newOnCard(memory, 'A', [key('old.JPG')]), []);
  rememberHandedOver(memory, 'h1', onCard('1.JPG'));
  assert.equal(newOnCard(memory, 'A', [key('old.JPG'), key('1.JPG'), key('2.JPG')]), [key('2.JPG')]);
  assert.equal(newOnCard(memory, 'B', [key('3.JPG')]), [], 'another camera begins anew');
});

memories('a picture that nobody took is not handed over', () => {
  const memory = newMemory();
  rememberHandedOver(memory, 'h1', onCard('1.JPG'));
  takeBack(memory, 'h1');
  assert.not(memory.handedOver.has('h1'));
  assert.not(letGo(memory, 'h1'));
});

memories('a station that never forgets gives up the oldest copies, and says so', () => {
  const memory = newMemory();
  const given = Array.from({ length: 300 }, (_, at) => rememberHandedOver(memory, `h${at}`, onCard(`${at}.JPG`)));
  assert.is(given.indexOf(false), 256);
  assert.not(letGo(memory, 'h0'));
  assert.ok(letGo(memory, 'h299'));
});

memories.run();
