import { sign } from '@ringback/signature'
import { bytesOf, publicUrl, upgradeFields } from '../signed-request.ts'
import { judged, plusFields, refused, withField, withoutField, type Mutation } from './mutation.ts'

const smuggled = 'GET /admin HTTP/1.1\r\nHost: voice.example.com\r\n\r\n'

const ofUpgrade =
  (change: Mutation): Mutation =>
  (wire, salt) =>
    wire.kind === 'upgrade' ? change(wire, salt) : undefined

/** Upgrades that are not signed, and requests that become upgrades. */
export const upgradeMutations: Readonly<Record<string, Mutation>> = {
  'a signed GET as an upgrade': (wire) =>
    wire.kind === 'query' ? refused(plusFields(wire, ...upgradeFields)) : undefined,
  'a signed POST with the fields of an upgrade': (wire) =>
    wire.method === 'POST' ? judged(plusFields(wire, ...upgradeFields)) : undefined,
  'a signed GET with an upgrade to h2c': (wire) =>
    wire.kind === 'query'
      ? judged(plusFields(wire, ['Connection', 'Upgrade'], ['Upgrade', 'h2c']))
      : undefined,
  'an upgrade signed for https': ofUpgrade((wire) =>
    refused(
      withField(wire, 'X-Twilio-Signature', () =>
        sign({ url: publicUrl + wire.target, authToken: '0123456789abcdef0123456789abcdef' }),
      ),
    ),
  ),
  'an upgrade in other letters': ofUpgrade((wire) => judged(withField(wire, 'Upgrade', () => 'WebSocket'))),
  'an upgrade without a signature': ofUpgrade((wire) => refused(withoutField(wire, 'X-Twilio-Signature'))),
  'an upgrade with a body': ofUpgrade((wire) =>
    refused({ ...wire, framing: 'length', body: Buffer.from(smuggled) }),
  ),
  'an upgrade in chunks': ofUpgrade((wire) =>
    refused({ ...wire, framing: 'chunked', body: Buffer.from(smuggled) }),
  ),
  'a request behind an upgrade': ofUpgrade((wire) =>
    judged((id) => Buffer.concat([bytesOf(wire, id), Buffer.from(smuggled)])),
  ),
  'an unsigned request behind an unsigned upgrade': ofUpgrade((wire) =>
    refused((id) =>
      Buffer.concat([bytesOf(withoutField(wire, 'X-Twilio-Signature'), id), Buffer.from(smuggled)]),
    ),
  ),
  'an upgrade to several protocols': ofUpgrade((wire) =>
    judged(withField(wire, 'Upgrade', () => 'h2c, websocket')),
  ),
  'an upgrade with settings of HTTP/2': ofUpgrade((wire) =>
    refused(
      plusFields(
        withField(
          withField(wire, 'Upgrade', () => 'h2c'),
          'Connection',
          () => 'Upgrade, HTTP2-Settings',
        ),
        ['HTTP2-Settings', 'AAMAAABkAAQCAAAAAAIAAAAA'],
      ),
    ),
  ),
  'an upgrade that Connection does not name': ofUpgrade((wire) => judged(withoutField(wire, 'Connection'))),
  'an upgrade in HTTP/1.0': ofUpgrade((wire) => judged({ ...wire, version: '1.0' })),
  'an upgrade to another path': ofUpgrade((wire) => refused({ ...wire, target: `/admin${wire.target}` })),
  'an upgrade of a POST': ofUpgrade((wire) => refused({ ...wire, method: 'POST' })),
}
