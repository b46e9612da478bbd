/**
 * The broker's configuration: Mosquitto with TLS 1.3, a certificate asked of everybody, and every topic bound to the name
 * in it. The access list is made of the table of topics, so the two cannot disagree.
 */

import { messageBytesMax, windowMax } from '../services/wire/limits.ts';
import { sharedByWorkers, type TopicKind, topicFilter, topics } from '../services/wire/topics.ts';

/** The name in the certificate of the hospital's programs. No station can be called so: a station's name has no dot. */
export const hospitalName = 'hospital.ingest';

export interface BrokerPlace {
  /** Holds authority.pem, certificate.pem, private-key.pem and the access list; the broker's own data goes to `data`. */
  readonly folder: string;
  readonly port: number;
  /** The system's user that the broker runs as when it is started by root. */
  readonly user: string;
}

/** Text of mosquitto.conf (mosquitto.conf(5), version 2.0). */
export function brokerConfiguration({ folder, port, user }: BrokerPlace): string {
  return `# Written at every start; changes here are lost.
user ${user}
per_listener_settings false
listener ${port} 127.0.0.1
cafile ${folder}/authority.pem
certfile ${folder}/certificate.pem
keyfile ${folder}/private-key.pem
tls_version tlsv1.3
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file ${folder}/access.acl

# What a client may hold: the windows of a few parcels, and no queue for those who are away.
max_packet_size ${messageBytesMax}
max_inflight_messages ${windowMax * 4}
max_queued_messages ${windowMax * 8}
persistent_client_expiration 1d

persistence true
persistence_location ${folder}/data/
log_dest stderr
log_type error
log_type warning
connection_messages false
`;
}

/** Text of the access list: \`%u\` is the name in the client's certificate. */
export function accessList(): string {
  const kinds = Object.keys(topics) as TopicKind[];
  const stationMay = kinds.map((kind) => {
    const may = topics[kind].from === 'station' ? 'write' : 'read';
    return `pattern ${may} ${topicFilter(kind, { station: '%u' })}`;
  });
  const hospitalMay = kinds.map((kind) => {
    const may = topics[kind].from === 'hospital' ? 'write' : 'read';
    return `topic ${may} ${topicFilter(kind, {})}`;
  });
  return `# Made of the table of topics; shared subscriptions (${sharedByWorkers}) are checked as what they share.
${stationMay.join('\n')}

user ${hospitalName}
${hospitalMay.join('\n')}
`;
}
