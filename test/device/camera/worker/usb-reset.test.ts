/** A camera that was left in mid-transfer has its USB port reset. The kernel is a stand-in: no USB body was on the bench. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { resetUsbPort, type UsbSystem, usbdevfsReset } from '../../../../device/camera/worker/usb-reset.ts';

const reset = suite('resetting a USB port');

/** A kernel with one device, and everything that was asked of it. */
function kernel({ at = '/dev/bus/usb/001/004', mayOpen = true, resets = true } = {}) {
  const asked: string[] = [];
  const system: UsbSystem = {
    exists: (path) => path === at,
    open(path) {
      asked.push(`open ${path}`);
      if (path !== at || !mayOpen) throw Object.assign(new Error('open'), { code: mayOpen ? 'ENOENT' : 'EACCES' });
      return 7;
    },
    async ioctl(descriptor, request) {
      asked.push(`ioctl ${descriptor} ${request.toString(16)}`);
      return resets;
    },
    close: (descriptor) => void asked.push(`close ${descriptor}`),
  };
  return { system, asked };
}

reset('the device is opened, reset and closed again', async () => {
  const { system, asked } = kernel();
  assert.is(await resetUsbPort('usb:001,004', system), 'reset');
  assert.equal(asked, ['open /dev/bus/usb/001/004', `ioctl 7 ${usbdevfsReset.toString(16)}`, 'close 7']);
  assert.is(usbdevfsReset, 0x5514); // _IO('U', 20)
});

reset('a device that is gone needs no reset', async () => {
  assert.is(await resetUsbPort('usb:001,005', kernel().system), 'gone');
});

reset('a kernel that refuses is told, and the device is closed all the same', async () => {
  assert.is(await resetUsbPort('usb:001,004', kernel({ mayOpen: false }).system), 'refused');
  const { system, asked } = kernel({ resets: false });
  assert.is(await resetUsbPort('usb:001,004', system), 'refused');
  assert.is(asked.at(-1), 'close 7');
});

reset('an address that is no USB device is left alone', async () => {
  for (const address of ['ptpip:127.0.0.1:15740:15741', 'usb:', 'usb:1,4', 'usb:001,004/../../sda', '']) {
    const { system, asked } = kernel();
    assert.is(await resetUsbPort(address, system), 'not-usb');
    assert.equal(asked, [], address);
  }
});

reset.run();
