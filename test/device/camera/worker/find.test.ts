/** Which of several cameras on USB is meant. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { candidatesMax, fitting, foundText } from '../../../../device/camera/worker/find.ts';

const find = suite('finding a camera on USB');

const phone = { model: 'USB PTP Class Camera', port: 'usb:001,002' };
const nikon = { model: 'Nikon DSC D7500', port: 'usb:001,005' };
const canon = { model: 'Canon EOS 90D', port: 'usb:001,009' };
const sony = { model: 'Sony Alpha-A6000', port: 'usb:002,003' };

find('without a model Canon EOS comes first, then Nikon; a telephone comes last', () => {
  assert.equal(fitting([phone, sony, nikon, canon], undefined), [canon, nikon, sony, phone]);
});

find('a model may be given in part, and in any case', () => {
  assert.equal(fitting([phone, nikon, canon], 'Nikon D7500'), [nikon]);
  assert.equal(fitting([phone, nikon, canon], 'eos 90d'), [canon]);
  assert.equal(fitting([nikon, canon], 'D750'), []);
});

find('no more bodies than a desk holds are tried', () => {
  const many = Array.from({ length: 2 * candidatesMax }, (_, index) => ({ ...nikon, port: `usb:001,${index}` }));
  assert.is(fitting(many, undefined).length, candidatesMax);
});

find('where none fits, the log says what was there', () => {
  assert.is(foundText([]), 'no camera on USB');
  assert.is(
    foundText([nikon, phone]),
    'no camera fits; found Nikon DSC D7500 at usb:001,005, USB PTP Class Camera at usb:001,002',
  );
});

find.run();
