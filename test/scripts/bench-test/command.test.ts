/** The command as an engineer runs it: beside a station in service, and with options that do not exist. */
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partNames } from '../../../scripts/bench-test/check.ts';
import { benchReport } from '../../../scripts/bench-test/report.ts';
import { demonstrationClinic } from '../../../services/station/demonstration.ts';
import { brokerInClinic, temporaryFolder } from '../../support/clinic.ts';
import { run } from '../../support/service.ts';
import { stationRig } from '../../support/station.ts';

const test = suite('bench test: the command');
const folder = temporaryFolder('bench-command');
test.after(() => folder.remove());
const smallPictures = ['--', '--camera-size', '1600x1200'];

test('beside a station in service everything passes unattended, and the report tells nothing of any patient', async () => {
  const clinic = await brokerInClinic();
  const rig = await stationRig({ home: clinic.home, brokerPort: clinic.port });
  const reports = join(folder.path, 'reports');
  const place = [
    '--station-home',
    join(clinic.home, 'station'),
    '--kiosk-port',
    String(rig.kioskPort),
    '--broker-port',
    String(clinic.port),
  ];
  const { code, output, errors } = await run('bench-test.ts', [
    '--unattended',
    ...place,
    '--report',
    reports,
    ...smallPictures,
  ]);
  await rig.close();
  await clinic.close();

  assert.is(code, 0, output + errors);
  assert.is(errors, '');
  for (const part of partNames) assert.match(output, new RegExp(`^✓ ${part} `, 'm'));
  assert.match(output, 'Everything that was tested works. 10 work, 0 failed, 0 not tested.');

  const [jsonName = '', textName = ''] = readdirSync(reports).sort();
  const [json, text] = [jsonName, textName].map((name) => readFileSync(join(reports, name), 'utf8')) as [
    string,
    string,
  ];
  const report = benchReport.parse(JSON.parse(json));
  assert.equal(
    report.parts.map(({ part }) => part),
    [...partNames],
  );
  assert.equal(
    [report.station, report.desk, report.verdict, report.attended],
    ['histon-1', 'simulated', 'works', false],
  );
  assert.ok(
    report.machine.node === process.version && typeof report.machine.libgphoto2 === 'string',
    JSON.stringify(report.machine),
  );
  assert.match(text, 'serial');
  for (const { patient } of demonstrationClinic)
    for (const detail of [patient.nhsNumber, patient.familyName, patient.givenName, patient.dateOfBirth])
      assert.not.ok(`${json}${text}${output}`.includes(detail), `${detail} is in the report`);
});

test('a part that fails ends the command with 1, and the report says which and what to do', async () => {
  const reports = join(folder.path, 'failed');
  const { code, output } = await run('bench-test.ts', [
    '--only',
    'broker',
    '--station-home',
    folder.path,
    '--report',
    reports,
    '--unattended',
  ]);
  assert.is(code, 1, output);
  assert.match(output, /^✗ broker/m);
  assert.match(output, 'Not fit for service: broker.');
  const json = readdirSync(reports).find((name) => name.endsWith('.json')) ?? '';
  const report = benchReport.parse(JSON.parse(readFileSync(join(reports, json), 'utf8')));
  const [part] = report.parts;
  assert.ok(part?.result.kind === 'failed' && part.result.faults[0]?.whatToDo.startsWith('Enrol the station'), json);
});

test('an option, a part or a folder that does not exist is refused, with those that do', async () => {
  for (const [args, said] of [
    [['--brokr-port', '1'], /Unknown option '--brokr-port'[\s\S]*--broker-port\s+port of the broker/],
    [['--only', 'camera,lens'], /There is no part "lens"\. The parts are: camera, live-view/],
    [['--station-home', '/nonexistent'], /--station-home names no folder/],
    [['--kiosk-port', 'x'], /--kiosk-port is a number/],
    [['--simulated', '--camera', 'usb:'], /exclude each other/],
    [['--press-within-s', '0'], /--press-within-s is a number of seconds/],
  ] as const) {
    const { code, output, errors } = await run('bench-test.ts', args);
    assert.is(code, 1, args.join(' '));
    assert.is(output, '');
    assert.match(errors, said);
    assert.not.match(errors, 'at readBenchOptions');
  }
});

test('help lists the options and is no failure', async () => {
  const { code, output } = await run('bench-test.ts', ['--help']);
  assert.is(code, 0);
  assert.match(output, '--unattended');
});

test('the station’s unit is stopped for the desk and started again; one that will not stop is told', async () => {
  const calls = join(folder.path, 'systemctl-calls');
  const fake = join(folder.path, 'systemctl');
  const withSystemctl = async (script: string) => {
    writeFileSync(fake, `#!/bin/sh\necho "$@" >> ${calls}\n${script}\n`);
    chmodSync(fake, 0o755);
    const args = [
      '--only',
      'pedal',
      '--unattended',
      '--station-unit',
      'lentigo-station.service',
      '--kiosk-port',
      '1',
      ...smallPictures,
    ];
    return run('bench-test.ts', args, { PATH: `${folder.path}:${process.env.PATH}` });
  };
  const refused = await withSystemctl('echo "Access denied" >&2; exit 1');
  assert.is(refused.code, 1);
  assert.match(
    refused.output.replaceAll(/\s+/g, ' '),
    'systemctl stop lentigo-station.service failed: Access denied → Run the bench test as an administrator',
  );
  assert.equal(readFileSync(calls, 'utf8').trim().split('\n'), [
    'stop lentigo-station.service',
    'start lentigo-station.service',
  ]);
});

test.run();
