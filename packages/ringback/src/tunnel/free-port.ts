import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/**
 * The port that the proxy will listen on, which is free: the one asked for, or any where that is 0.
 * @throws the system's error when it cannot be had (`EADDRINUSE`).
 */
export async function freePort(host: string, port: number): Promise<number> {
  const server = createServer()
  server.listen(port, host)
  await once(server, 'listening')
  const taken = (server.address() as AddressInfo).port // It listens on a port.
  server.close()
  await once(server, 'close')
  return taken
}
