import type { ProbeRequest } from '@ringback/checks'
import { expect, test } from 'vitest'
import { sendAfterPreceding } from '../../src/routes/send-after-preceding.ts'
import { publicUrl, sentOf } from '../support.ts'

const request = (path: string, callSid: string): ProbeRequest => ({
  kind: 'voice.incoming-pstn',
  method: 'POST',
  url: publicUrl + path,
  parameters: [['CallSid', callSid]],
})

test('what precedes is sent before the first request of each call, and only then', async () => {
  const sent: string[] = []
  const send = sendAfterPreceding(
    async (each) => {
      sent.push(`${each.url.replace(publicUrl, '')} ${each.parameters[0]?.[1]}`)
      return sentOf(each.parameters)
    },
    (parameters) => [{ ...request('/voice', ''), parameters }],
  )
  await send(request('/menu', 'CA1'))
  await send(request('/menu', 'CA1'))
  await send(request('/menu', 'CA2'))
  expect(sent).toEqual(['/voice CA1', '/menu CA1', '/menu CA1', '/voice CA2', '/menu CA2'])
})
