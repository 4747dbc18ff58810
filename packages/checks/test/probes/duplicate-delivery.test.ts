import { expect, it } from 'vitest'
import { callSidOf } from '../support/exchanges.ts'
import { done, found, type App } from '../support/probe-app.ts'

it('may be twice', async () => {
  const seen = new Set<string>()
  const app: App = (received) => {
    const isSecond = seen.has(callSidOf(received))
    seen.add(callSidOf(received))
    return isSecond ? { status: 500 } : done
  }
  expect(await found('duplicate-delivery', 'status.incoming-number', app)).toMatchObject([
    { code: 'duplicate-delivery', severity: 'error' },
  ])
})
