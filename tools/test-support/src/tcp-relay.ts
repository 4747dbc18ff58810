import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What is between a client and a server, and can fail as networks and servers do. */
export interface TcpRelay {
  readonly port: number
  /** A URL of the server, made one that leads through the relay. */
  through(url: string): string
  /**
   * How it behaves from now on. `open`: all bytes pass, those that were held back first; `silent`: connections are accepted and stay,
   * and no byte passes; `refusing`: connections end, and new ones are ended at once.
   */
  become(state: 'open' | 'silent' | 'refusing'): void
  /** Ends all connections now. */
  cut(): void
  /**
   * Ends the connection over which the client next sends something, as soon as the server has answered that; the client does not get
   * the answer. `isIt`: whether it is this that the client sends. Resolves when that was done.
   */
  cutAnswer(isIt: (sent: Buffer) => boolean): Promise<void>
  close(): Promise<void>
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  cutsAnswer: boolean
}

/** Starts a relay on 127.0.0.1 to a port of 127.0.0.1. */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the connections
export async function startTcpRelay(target: number): Promise<TcpRelay> {
  const links = new Set<Link>()
  let state: 'open' | 'silent' | 'refusing' = 'open'
  let toCut: { readonly isIt: (sent: Buffer) => boolean; readonly done: () => void } | undefined

  function end({ client, server }: Link): void {
    client.destroy()
    server.destroy()
  }

  const listener = createServer((client) => {
    if (state === 'refusing') {
      client.destroy()
      return
    }
    const server = connect(target, '127.0.0.1')
    const link: Link = { client, server, cutsAnswer: false }
    links.add(link)
    for (const socket of [client, server]) {
      socket.on('error', () => undefined)
      socket.on('close', () => {
        end(link)
        links.delete(link)
      })
      if (state === 'silent') socket.pause()
    }
    client.on('data', (bytes) => {
      if (toCut?.isIt(bytes) === true) link.cutsAnswer = true
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (!link.cutsAnswer) client.write(bytes)
      else {
        end(link)
        toCut?.done()
        toCut = undefined
      }
    })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')

  // A server that listens on a port has an address of this kind.
  const { port } = listener.address() as AddressInfo

  return {
    port,
    through(url) {
      const relayed = new URL(url)
      relayed.port = String(port)
      return relayed.href
    },
    become(next) {
      state = next
      for (const link of links) {
        if (next === 'refusing') end(link)
        for (const socket of [link.client, link.server]) {
          if (next === 'silent') socket.pause()
          else socket.resume()
        }
      }
    },
    cut() {
      for (const link of links) end(link)
    },
    async cutAnswer(isIt) {
      await new Promise<void>((done) => (toCut = { isIt, done }))
    },
    async close() {
      for (const link of links) end(link)
      listener.close()
      await once(listener, 'close')
    },
  }
}
