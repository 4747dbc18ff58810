import type { Transport, TransportRequest } from '@ringback/twilio-client/node'
import { expect, test } from 'vitest'
import { forgingTransport } from '../../src/send/forging-transport.ts'
import { appOf, optionsFor, publicUrl, plainOf, twiml } from '../support.ts'
import { openAccess } from '../../src/options/client-options.ts'
import { createSender } from '../../src/send/sender.ts'

function signaturesOf(signature: string | null): Promise<readonly (readonly string[])[]> {
  const sent: TransportRequest[] = []
  const access = openAccess(optionsFor(appOf(() => twiml(''))))
  const transport: Transport = {
    ...access.transport,
    send: (request) => {
      sent.push(request)
      return access.transport.send(request)
    },
  }
  const send = createSender({ ...access, transport: forgingTransport(transport, signature) })
  const request = { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice` } as const
  return send({ ...request, parameters: plainOf() }).then(() =>
    sent.map(({ headers }) =>
      headers.filter(([name]) => name.toLowerCase() === 'x-twilio-signature').map(([, value]) => value),
    ),
  )
}

test('the signature is replaced', async () => {
  expect(await signaturesOf('forged')).toEqual([['forged']])
})

test('the signature is left out', async () => {
  expect(await signaturesOf(null)).toEqual([[]])
})
