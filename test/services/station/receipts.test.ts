/** What lets a station forget a picture: the hospital's signature for this very parcel, and nothing else. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync, type IClientOptions } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectionOptions } from '../../../services/wire/connection.ts';
import type { Sha256 } from '../../../services/wire/ids.ts';
import type { Receipt } from '../../../services/wire/receipt.ts';
import { hashOf, keyIdOf, type Signer, signDocument } from '../../../services/wire/signing.ts';
import { encodeBody, topicName } from '../../../services/wire/topics.ts';
import { brokerInClinic, tlsOf } from '../../support/clinic.ts';
import { newSigner } from '../../support/hospital.ts';
import { station } from '../../support/invented.ts';
import { identify, signIn, stationRig, take, upToChoosing } from '../../support/station.ts';

const test = suite('receipts at the station');

test('a forged receipt, or one for other bytes, deletes nothing; the hospital’s own does', async () => {
  const clinic = await brokerInClinic();
  const rig = await stationRig({ home: clinic.home, brokerPort: clinic.port });
  const keys = join(clinic.home, 'hospital', 'keys');
  const options: IClientOptions = {
    ...connectionOptions({ host: '127.0.0.1', port: clinic.port }, tlsOf(keys), 'hospital', 0),
  };
  const hospital = await connectAsync(options);
  try {
    await rig.until('camera and broker', (view) => view.camera.status === 'ready' && view.hospital === 'connected');
    await upToChoosing(rig);
    const { id: parcel } = await take(rig);
    const file = join(clinic.home, 'station', 'outbox', 'parcels', `${parcel}.age`);
    const sha256 = hashOf(readFileSync(file));
    const privateKey = createPrivateKey(readFileSync(join(keys, 'receipt-key.pem'), 'utf8'));
    const genuine: Signer = { id: keyIdOf(createPublicKey(privateKey)), privateKey };

    const give = (signer: Signer, of: Sha256, filedAs: string) => {
      const at = '2026-11-22T10:00:00.000Z';
      const receipt: Receipt = {
        kind: 'receipt',
        version: 1,
        parcel,
        station,
        sha256: of,
        outcome: 'filed',
        filedAs,
        at,
      };
      const body = encodeBody('receipt', signDocument(receipt, signer));
      return hospital.publishAsync(topicName('receipt', { station }), body, { qos: 1 });
    };
    await give(newSigner(), sha256, 'forged');
    await give({ ...newSigner(), id: genuine.id }, sha256, 'forged under the right name');
    await give(genuine, hashOf(Buffer.from('another parcel')), 'for other bytes');
    await give(genuine, sha256, 'filed/x'); // messages of one sender come in order: the others were heard before
    const view = await rig.until('the receipt', ({ outbox }) => outbox.atHospital === 1);
    assert.is(view.visit?.pictures[0]?.filedAs, 'filed/x', 'the first one that was believed is the genuine one');
    assert.not(existsSync(file));
    await rig.restart();
    await signIn(rig);
    const again = await identify(rig);
    assert.is(again.visit?.pictures[0]?.state, 'at-hospital', 'also after a restart');
  } finally {
    await hospital.endAsync(true);
    await rig.close();
    await clinic.close();
  }
});

test.run();
