import { sidPrefix } from '@ringback/catalog'
import type { Simulation } from '../simulation/simulation.ts'
import type { Queue } from './queue.ts'

/** The queue of that name, created if it does not exist. */
export function queueNamed(simulation: Simulation, name: string, maxSize: number): Queue {
  const queue = simulation.queues.get(name) ?? {
    name,
    sid: simulation.ids.sid(sidPrefix.queue),
    maxSize,
    entries: [],
    agents: new Set(),
    waits: [],
  }
  simulation.queues.set(name, queue)
  return queue
}
