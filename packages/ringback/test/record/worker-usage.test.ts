import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUsageCount } from '../../src/commands/record/workers/worker-usage.ts'

const step = fc.record({
  worker: fc.nat({ max: 3 }),
  cpu: fc.nat({ max: 50 }),
  residentBytes: fc.nat({ max: 1000 }),
  isGone: fc.boolean(),
})

test('processor time never falls, also when a process is gone; memory is that of those which run', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const count = createUsageCount()
      const used = new Map<number, number>()
      const held = new Map<number, number>()
      let before = 0
      let deaths = 0
      for (const { worker, cpu, residentBytes, isGone } of steps) {
        used.set(worker, (used.get(worker) ?? 0) + cpu)
        held.set(worker, isGone ? 0 : residentBytes)
        count.see(worker, { cpuSeconds: used.get(worker) ?? 0, residentBytes })
        if (isGone) {
          count.gone(worker)
          count.died()
          deaths += 1
        }
        const sum = (values: Iterable<number>): number => [...values].reduce((all, each) => all + each, 0)
        const now = count.now()
        expect(now).toEqual({ cpuSeconds: sum(used.values()), residentBytes: sum(held.values()), deaths })
        expect(now.cpuSeconds).toBeGreaterThanOrEqual(before)
        before = now.cpuSeconds
      }
    }),
  )
})
