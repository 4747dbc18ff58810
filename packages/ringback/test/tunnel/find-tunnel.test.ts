import { describe, expect, it } from 'vitest'
import { findTunnel } from '../../src/tunnel/find-tunnel.ts'
import { forwardsToPort } from '../../src/tunnel/forwards-to-port.ts'
import type { Tunnel } from '../../src/tunnel/tunnel.ts'
import { runCli } from '../run-cli.ts'
import { authToken, publicUrl, startSmallApp } from '../small-app.ts'
import { standInApi } from './stand-ins.ts'

const port = 4100
const endpoint = (url: string, upstream: string) => ({ name: url, url, upstream: { url: upstream } })

/** What is found when these answer on the ports of local APIs. */
async function found(...apis: readonly Readonly<Record<string, unknown>>[]): Promise<Tunnel> {
  const running = await Promise.all(apis.map(standInApi))
  const env = { RINGBACK_TUNNEL_API: running.map(({ address }) => address).join(', ') }
  try {
    return await findTunnel({ port, what: 'the proxy' }, { env })
  } finally {
    await Promise.all(running.map((api) => api.close()))
  }
}

describe('the public URL is that of the tunnel which forwards to the port', () => {
  it.each([
    [
      'endpoints',
      { '/api/endpoints': { endpoints: [endpoint('https://a.ngrok.app', `http://localhost:${port}`)] } },
    ],
    [
      'tunnels, of http and https',
      {
        '/api/tunnels': {
          tunnels: ['http', 'https'].map((proto) => ({
            public_url: `${proto}://a.ngrok.app`,
            config: { addr: `localhost:${port}` },
          })),
        },
      },
    ],
    [
      'endpoints and tunnels, some of them others',
      {
        '/api/endpoints': {
          endpoints: [
            endpoint('tcp://0.tcp.ngrok.io:53476', `localhost:${port}`),
            endpoint('https://b.ngrok.app', 'http://localhost:3000'),
            endpoint('https://a.ngrok.app/', String(port)),
            'nonsense',
          ],
        },
        '/api/tunnels': {
          tunnels: [{ public_url: 'https://a.ngrok.app', config: { addr: `http://localhost:${port}` } }],
        },
      },
    ],
  ])('as ngrok lists it: %s', async (_name, answers) => {
    expect(await found(answers)).toMatchObject({ agent: 'ngrok', publicUrl: 'https://a.ngrok.app' })
  })

  it.each([
    [
      'quick.trycloudflare.com',
      'quick.trycloudflare.com',
      [{ hostname: '', service: `http://127.0.0.1:${port}` }],
    ],
    [
      'phone.example.com',
      '',
      [
        { hostname: 'phone.example.com', path: null, service: `http://localhost:${port}` },
        { hostname: '*.example.com', path: null, service: `http://localhost:${port}` },
        { hostname: '', path: null, service: 'http_status:404' },
      ],
    ],
  ])('as cloudflared tells it: %s', async (host, hostname, ingress) => {
    const answers = { '/quicktunnel': { hostname }, '/config': { version: 1, config: { ingress } } }
    expect(await found(answers)).toMatchObject({ agent: 'cloudflared', publicUrl: `https://${host}` })
  })

  it.each([
    [
      'none',
      [{}],
      'found no tunnel: neither ngrok nor cloudflared answers on this machine.',
      `Start one (ngrok http ${port}, or cloudflared tunnel --url http://127.0.0.1:${port}), or pass the URL`,
    ],
    [
      'several',
      [
        { '/api/endpoints': { endpoints: [endpoint('https://a.ngrok.app', `localhost:${port}`)] } },
        {
          '/quicktunnel': { hostname: 'b.trycloudflare.com' },
          '/config': { config: { ingress: [{ hostname: '', service: `http://localhost:${port}` }] } },
        },
      ],
      `found 2 tunnels that forward to port ${port}:\nhttps://a.ngrok.app → localhost:${port} (ngrok)\nhttps://b.trycloudflare.com →`,
      'Pass the one that Twilio requests: --public-url https://a.ngrok.app',
    ],
    [
      'only one that forwards elsewhere',
      [{ '/api/endpoints': { endpoints: [endpoint('https://a.ngrok.app', 'http://localhost:3000')] } }],
      `no tunnel that forwards to the proxy (port ${port}). These forward elsewhere:\nhttps://a.ngrok.app → http://localhost:3000 (ngrok)`,
      `Start one that does: ngrok http ${port}`,
    ],
  ])('and it is said that there is %s', async (_name, apis, message, remedy) => {
    await expect(found(...apis)).rejects.toMatchObject({
      message: expect.stringContaining(message) as string,
      remedy: expect.stringContaining(remedy) as string,
    })
  })

  it('and no other machine is asked', async () => {
    const env = { RINGBACK_TUNNEL_API: 'phone.example.com:4040' }
    await expect(findTunnel({ port, what: 'the proxy' }, { env })).rejects.toThrow(
      'phone.example.com:4040 is no address of this machine.',
    )
  })
})

it.each([
  ['4100', true],
  ['localhost:4100', true],
  ['http://[::1]:4100', true],
  ['//host.docker.internal:4100', true],
  ['https://127.0.0.1:4100/path', true],
  ['http://localhost:41000', false],
  ['http://192.0.2.1:4100', false],
  ['http://4100', false],
  ['file:///var/log', false],
  ['', false],
])('an upstream written %s is port 4100 of this machine: %s', (upstream, expected) => {
  expect(forwardsToPort(upstream, 4100)).toBe(expected)
})

it.each([
  ['call', ['4199/voice', '--public-url', 'auto']],
  ['replay', ['--public-url', 'auto', 'CA1', 'localhost:4199']],
  ['contract verify', ['--provider-base-url', 'http://127.0.0.1:4199', '--public-url', 'auto']],
])('ringback %s asks for the tunnel to the app', async (command, argv) => {
  const elsewhere = { endpoints: [endpoint('https://a.ngrok.app', 'http://localhost:4100')] }
  const api = await standInApi({ '/api/endpoints': elsewhere })
  const env = { RINGBACK_TUNNEL_API: api.address }
  const run = (...more: readonly string[]) => runCli([...command.split(' '), ...more], { env })
  expect((await run(...argv)).stderr).toContain(
    'no tunnel that forwards to the app (port 4199). These forward elsewhere:\n      https://a.ngrok.app → http://localhost:4100 (ngrok)',
  )
  expect((await run('--public-url', 'auto')).stderr).toContain('needs an app that listens on a port')
  await api.close()
})

it('ringback call signs for the URL of the tunnel to the app', async () => {
  const app = await startSmallApp()
  const api = await standInApi({ '/api/endpoints': { endpoints: [endpoint(publicUrl, app.url)] } })
  const env = { RINGBACK_TUNNEL_API: api.address, TWILIO_AUTH_TOKEN: authToken }
  const { stdout } = await runCli(['call', `${app.url}/voice`, '--public-url', 'auto'], { env })
  expect(stdout).toContain('"Hello')
  await Promise.all([app.close(), api.close()])
})
