import { expect, it } from 'vitest'
import { callSidOf } from '../support/exchanges.ts'
import { done, found, type App } from '../support/probe-app.ts'

it('may be out of order', async () => {
  const over = new Set<string>()
  const app: App = (received) => {
    const isLast = received.get('CallStatus') === 'completed'
    if (!isLast && over.has(callSidOf(received))) return { status: 409 }
    if (isLast) over.add(callSidOf(received))
    return done
  }
  const [finding] = await found('callback-order', 'status.rest-call', app)
  expect(finding).toMatchObject({ code: 'callback-order', parameter: 'CallStatus' })
  expect(finding?.requests).toHaveLength(2)
})
