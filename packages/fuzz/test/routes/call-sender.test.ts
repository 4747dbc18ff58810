import type { ProbeRequest } from '@ringback/checks'
import { expect, test } from 'vitest'
import { createCallSender, type CallSender } from '../../src/routes/call-sender.ts'
import { publicUrl, sentOf } from '../support.ts'

const request = (path: string, callSid: string): ProbeRequest => ({
  kind: 'voice.incoming-pstn',
  method: 'POST',
  url: publicUrl + path,
  parameters: [['CallSid', callSid]],
})

function senderTo(sent: string[], beginsCalls: boolean): CallSender {
  return createCallSender({
    send: async (each) => {
      sent.push(`${each.url.replace(publicUrl, '')} ${each.parameters[0]?.[1]}`)
      return sentOf(each.parameters)
    },
    preceding: (parameters) => [{ ...request('/voice', ''), parameters }],
    beginsCalls,
  })
}

test('what precedes is sent before the first request of each call, and only then', async () => {
  const sent: string[] = []
  const { send } = senderTo(sent, true)
  await send(request('/menu', 'CA1'))
  await send(request('/menu', 'CA1'))
  await send(request('/menu', 'CA2'))
  expect(sent).toEqual(['/voice CA1', '/menu CA1', '/menu CA1', '/voice CA2', '/menu CA2'])
})

test('a call that does not need it is begun when that is asked for, once', async () => {
  const sent: string[] = []
  const { send, begin } = senderTo(sent, false)
  await send(request('/menu', 'CA1'))
  await begin(request('/menu', 'CA2'))
  await begin(request('/menu', 'CA2'))
  await send(request('/menu', 'CA2'))
  expect(sent).toEqual(['/menu CA1', '/voice CA2', '/menu CA2'])
})
