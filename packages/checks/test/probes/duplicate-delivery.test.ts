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

it('may arrive twice at the same time', async () => {
  // What a database that is asked first and written to later does, without the time that it takes.
  const asked = new Map<string, number>()
  const app: App = (received) => {
    const sid = callSidOf(received)
    const times = (asked.get(sid) ?? 0) + 1
    asked.set(sid, times)
    return times > 2 ? { status: 500 } : done
  }
  expect(await found('duplicate-delivery', 'status.incoming-number', app)).toMatchObject([
    { code: 'duplicate-at-once', severity: 'error' },
  ])
})
