import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { precedingRequests } from '../../src/routes/preceding-requests.ts'
import { changed, plainOf, publicUrl, routeAt } from '../support.ts'

const first = {
  kind: 'voice.incoming-pstn',
  method: 'POST',
  url: `${publicUrl}/voice`,
  parameters: plainOf(),
} as const
const route = routeAt('/menu', { kind: 'gather.action', preceding: [first] })
const sid = `CA${'9'.repeat(32)}`

test('the call that comes there has the SID and the caller of the webhook', () => {
  const parameters = changed(plainOf('gather.action'), { CallSid: sid, From: 'client:ann' })
  const [request] = precedingRequests(route, parameters)
  expect(request).toMatchObject({ kind: 'voice.incoming-pstn', url: first.url })
  expect(valueOf(request?.parameters ?? [], 'CallSid')).toBe(sid)
  expect(valueOf(request?.parameters ?? [], 'From')).toBe('client:ann')
})

test('before a dialled leg comes the call that dialled it, with its own caller', () => {
  const parameters = changed(plainOf('status.dial-number'), { ParentCallSid: sid, From: '+14155550177' })
  const [request] = precedingRequests(route, parameters)
  expect(valueOf(request?.parameters ?? [], 'CallSid')).toBe(sid)
  expect(valueOf(request?.parameters ?? [], 'From')).toBe(valueOf(plainOf(), 'From'))
})
