import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { sendToRoute } from '../../src/routes/send-to-route.ts'
import { appOf, plainOf, publicUrl, routeAt, runOn, twiml } from '../support.ts'

const preceding = [
  { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice`, parameters: plainOf() },
] as const
const route = routeAt('/menu', { kind: 'gather.action', preceding })

function runWithLog() {
  const log: string[] = []
  const app = appOf(({ path, get }) => {
    log.push(`${path} ${get('CallSid')}`)
    return twiml('')
  })
  return { log, run: runOn(app).run }
}

test('every request is a call of its own', async () => {
  const { log, run } = runWithLog()
  const sent = await sendToRoute(run, route, plainOf('gather.action'))
  await sendToRoute(run, route, plainOf('gather.action'))
  expect(log).toHaveLength(2)
  expect(log[0]).not.toBe(log[1])
  expect(valueOf(sent.sent.parameters, 'CallSid')).not.toBe(valueOf(plainOf('gather.action'), 'CallSid'))
})

test('a route that needs it is reached by its call', async () => {
  const { log, run } = runWithLog()
  run.routes.setNeedsPreceding(route, true)
  await sendToRoute(run, route, plainOf('gather.action'))
  const [voice = '', menu = ''] = log
  expect(log).toHaveLength(2)
  expect(menu).toBe(voice.replace('/voice', '/menu'))
})
