import { requestsPerBlock } from './webhook.ts'

/** Lower numbers give values that begin with zeros. */
let next = 20_000 * requestsPerBlock

/** The first of so many numbers of requests that no other load of this process has. It begins a call. */
export function takeIndexes(count: number): number {
  const first = next
  next += Math.ceil(count / requestsPerBlock) * requestsPerBlock
  return first
}
