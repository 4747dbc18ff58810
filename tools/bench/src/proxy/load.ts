/**
 * The load generator: `load.ts <URL> <connections> <seconds> [requests per second] [total requests] [index of the first
 * request]`. Writes ready-made bytes to raw sockets, which costs little of the two processors that the proxies need. Prints one line of JSON.
 */
import { connect } from 'node:net'
import { webhookBytes } from './webhook.ts'

const [url = '', connections = '16', seconds = '3', rate = '0', total = '0', firstIndex = '0'] =
  process.argv.slice(2)
const { hostname, port } = new URL(url)
const perSecond = Number(rate)
const limit = Number(total) || Number.POSITIVE_INFINITY
const end = performance.now() + Number(seconds) * 1000
const started = performance.now()
const latencies: number[] = []
let sent = 0
let errors = 0
let open = 0

function done(): boolean {
  return sent >= limit || performance.now() >= end
}

function run(lane: number): void {
  open += 1
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let sentAt = 0
  let received = ''
  const next = (): void => {
    if (done()) {
      socket.destroy()
      return
    }
    const send = (): void => {
      socket.write(webhookBytes(Number(firstIndex) + sent))
      sent += 1
    }
    if (perSecond === 0) {
      sentAt = performance.now()
      send()
      return
    }
    // Open loop: latency counts from when the request was due, so that a stall is not left out.
    const lanes = Number(connections)
    const due = started + (lane + lanes * turn) * (1000 / perSecond)
    turn += 1
    sentAt = due
    const wait = due - performance.now()
    if (wait <= 0.5) send()
    else setTimeout(send, wait)
  }
  let turn = 0
  socket.on('connect', next)
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    if (!isWhole(received)) return
    if (!received.startsWith('HTTP/1.1 200')) errors += 1
    received = ''
    latencies.push(performance.now() - sentAt)
    next()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    open -= 1
    if (!done()) {
      errors += 1
      run(lane)
    } else if (open === 0) report()
  })
}

function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1]
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= head + 4 + Number(length)
}

function report(): void {
  const elapsed = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(Math.floor(latencies.length * share), latencies.length - 1)] ?? 0
  console.log(
    JSON.stringify({
      requests: latencies.length,
      perSecond: latencies.length / elapsed,
      errors,
      p50: at(0.5),
      p99: at(0.99),
      worst: at(1),
    }),
  )
  process.exit(0)
}

for (let lane = 0; lane < Number(connections); lane += 1) run(lane)
setTimeout(report, Number(seconds) * 1000 + 5000)
