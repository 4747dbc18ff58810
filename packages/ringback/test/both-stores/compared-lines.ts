import { publicUrl } from '../small-app.ts'
import { callerOf } from '../recorded-folder.ts'
import { bridged, deliveredTwice, failed, odd } from './odd-calls.ts'
import { chosen, theApp } from './two-places.ts'

const { number, callSid } = callerOf(2)
const oddCalls = [bridged, deliveredTwice, failed, odd]
const called = `${theApp}/voice`
const signed = ['--public-url', publicUrl]

/** The name of no recorded call. */
export const nobody = 'CAnobody'

/** Command lines that print the same, whichever store the recordings are in. */
export const readingLines: readonly (readonly string[])[] = [
  ['show'],
  ['show', '--all'],
  ['show', '--format', 'json'],
  ['show', number],
  ['show', callSid],
  ['show', nobody],
  ['show', callSid, '--reveal'],
  ...oddCalls.flatMap((each) => [
    ['show', each.number],
    ['show', each.callSid, '--reveal'],
    ['export', 'har', each.callSid],
  ]),
  ['export', 'har'],
  ['drift'],
  ['drift', '--format', 'json'],
  ['drift', '--reveal'],
  ['check', 'recordings'],
  ['doctor', failed.callSid, ...signed],
  ...['x0021', 'odd012', 'odd022', 'odd031', 'odd042', 'odd051'].map((id) => ['doctor', id, ...signed]),
  ['replay', theApp],
  ['replay', theApp, '--reveal'],
  ['replay', theApp, '--shard', '1/2'],
  ['replay', theApp, bridged.callSid],
  ['contract', 'build', '--provider', 'reception', ...signed, chosen],
  ['contract', 'build', '--provider', 'reception', '--originals', '--out', 'sealed-pacts', ...signed, chosen],
  ['contract', 'verify', theApp, ...signed],
  ['fuzz', called, '--runs', '0', '--seed', '1', ...signed, chosen],
  ['load', called, '--keys-from', 'all', '--rate', '10', '--duration', '0.3', '--no-pauses', ...signed],
  [
    'load',
    called,
    '--keys-from',
    bridged.callSid,
    '--rate',
    '5',
    '--duration',
    '0.2',
    '--no-pauses',
    ...signed,
  ],
  ['inspect', '--export', 'calls.html'],
]

/** Command lines after which the same is recorded in either store. Some print what is of one kind of store. */
export const changingLines: readonly (readonly string[])[] = [
  ['replay', theApp, '--update'],
  ['forget', number],
  ['forget', bridged.number],
  ['forget', failed.callSid],
  ['forget', '+14205550126'],
  ['forget', '+14155550177'],
  ['originals', 'prune', '--older-than', '1h'],
  ['originals', 'prune', '--older-than', '1h', '--dry-run'],
]

/** Command lines that record the same into either store, where nothing is recorded. */
export const recordingLines: readonly (readonly string[])[] = [
  ['call', theApp, '--record', ...signed, '--keys', '1'],
  ['import', 'har', 'recorded.har'],
]
