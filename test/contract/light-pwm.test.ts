/** The ring on the Raspberry Pi's own lines keeps the promises of the port, over johnny-five and a folder like the kernel's. */
import { pwmBoard } from '../../device/light/pwm/board.ts';
import { ringLight } from '../../device/light/ring-light.ts';
import { fakeSysfs } from '../device/light/fake-sysfs.ts';
import { lightContract, strength } from './light.ts';

lightContract('johnny-five over kernel PWM', async () => {
  const sysfs = fakeSysfs();
  const light = ringLight({ board: pwmBoard({ root: sysfs.root }) });
  return {
    light,
    sees() {
      const { plain, polarised } = sysfs.levels();
      return { plain: strength(plain), polarised: strength(polarised) };
    },
    answer: (answers) => sysfs.refuse(!answers),
    close: async () => sysfs.remove(),
  };
});
