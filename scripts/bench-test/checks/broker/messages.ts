/** May the station do on the broker what its courier does: hear grants and receipts, and send? */
import { randomUUID } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Identity } from '../../../../services/station/identity.ts';
import { type BrokerAddress, connectionOptions, leave } from '../../../../services/wire/connection.ts';
import type { ParcelId, WorkerId } from '../../../../services/wire/ids.ts';
import { topicFilter, topicName, topics } from '../../../../services/wire/topics.ts';
import type { Findings } from '../../check.ts';

const answerMsMax = 10_000;
/** MQTT 5, section 2.4: from here on a reason code is a refusal. */
const refusalCode = 0x80;

const renew =
  'The broker knows this station by its certificate’s name: is its access list the one for this version? Ask central IT.';

/** Milliseconds from one's own message to the broker's acknowledgement; `undefined` when something was refused. */
export async function exchangeMessages(
  broker: BrokerAddress,
  { station, tls }: Identity,
  findings: Findings,
): Promise<number | undefined> {
  const options = connectionOptions(broker, tls, `${station}-bench-${randomUUID()}`, 0);
  let client: MqttClient;
  const startedMs = performance.now();
  try {
    client = await connectAsync({ ...options, reconnectPeriod: 0, connectTimeout: answerMsMax });
  } catch (error) {
    const why = `It shook hands and let nobody in: ${messageOf(error)}.`;
    findings.fault(
      'the broker, or the station’s certificate',
      why,
      `Is the station registered, its certificate not revoked? ${renew}`,
    );
    return undefined;
  }
  client.on('error', () => {}); // each call below has its own answer; a lost link ends them all
  findings.figure('connectMs', Math.round(performance.now() - startedMs));
  try {
    const filters = [topicFilter('grant', { station }), topicFilter('receipt', { station })];
    const heard = await answered(client.subscribeAsync(filters, { qos: 1 }));
    if (heard.kind === 'no')
      findings.fault('the broker’s access list', `The station may not hear its own topics: ${heard.why}.`, renew);
    else {
      for (const { topic, qos } of heard.value) {
        if (qos >= refusalCode)
          findings.fault('the broker’s access list', `The station may not hear ${topic} (code ${qos}).`, renew);
      }
    }
    // a chunk for a worker that does not exist: nobody hears it, and the access list treats it as any other
    const topic = topicName('chunk', {
      station,
      worker: randomUUID() as unknown as WorkerId,
      parcel: randomUUID() as unknown as ParcelId,
      n: 0,
    });
    const sentMs = performance.now();
    const sent = await answered(client.publishAsync(topic, '', { qos: topics.chunk.qos }));
    if (sent.kind === 'no') {
      findings.fault('the broker’s access list', `The station may not send chunks: ${sent.why}.`, renew);
      return undefined;
    }
    return performance.now() - sentMs;
  } finally {
    await leave(client);
  }
}

type Answered<T> = { readonly kind: 'yes'; readonly value: T } | { readonly kind: 'no'; readonly why: string };

async function answered<T>(work: Promise<T>): Promise<Answered<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answered<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'no', why: `no answer within ${answerMsMax / 1000} s` }), answerMsMax);
  });
  const asked = work.then(
    (value): Answered<T> => ({ kind: 'yes', value }),
    (error: unknown): Answered<T> => ({ kind: 'no', why: messageOf(error) }),
  );
  const answer = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answer;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
