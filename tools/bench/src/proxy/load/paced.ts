/**
 * A load of a fixed rate: `paced.ts <URL> <connections> <seconds> <requests per second> <index of the first request>`. It waits for
 * every answer, and prints one line of JSON. A latency counts from when its request was due, so that a pause of the server is
 * not left out.
 */
import { connect } from 'node:net'
import type { PrintedResult } from './load-result.ts'
import { webhookBytes } from './webhook.ts'

const [url = '', ...numbers] = process.argv.slice(2)
const [connections = 1, seconds = 1, perSecond = 1, firstIndex = 0] = numbers.map(Number)
const { hostname, port } = new URL(url)
const total = Math.floor(seconds * perSecond)
const startedAt = performance.now()
const latencies: number[] = []
let nextRequest = 0
let errors = 0
let open = 0

/** Sends each of its requests when it is due; one connection takes whichever request is the next. */
function run(): void {
  open += 1
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let dueAt = 0
  let isWaiting = false
  let received = ''
  const next = (): void => {
    if (nextRequest >= total) {
      socket.destroy()
      return
    }
    const index = nextRequest
    nextRequest += 1
    dueAt = startedAt + (index * 1000) / perSecond
    const send = (): void => {
      isWaiting = true
      socket.write(webhookBytes(firstIndex + index))
    }
    const waitMs = dueAt - performance.now()
    if (waitMs <= 0.5) send()
    else setTimeout(send, waitMs)
  }
  socket.on('connect', next)
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    if (!isWhole(received)) return
    if (!received.startsWith('HTTP/1.1 200')) errors += 1
    received = ''
    isWaiting = false
    latencies.push(performance.now() - dueAt)
    next()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    open -= 1
    if (isWaiting) errors += 1
    if (nextRequest < total) run()
    else if (open === 0) report()
  })
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1]
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= head + 4 + Number(length)
}

function report(): void {
  const elapsedMs = performance.now() - startedAt
  const sorted = Float64Array.from(latencies).sort()
  const at = (share: number): number =>
    sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN
  const { user, system } = process.cpuUsage()
  const result: PrintedResult = {
    requests: sorted.length,
    seconds: elapsedMs / 1000,
    errors,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    worstMs: at(1),
    cpuSeconds: (user + system) / 1e6,
  }
  console.log(JSON.stringify(result))
}

for (let connection = 0; connection < connections; connection += 1) run()
