import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import express from 'express'
import Fastify from 'fastify'
import formbody from '@fastify/formbody'
import { Hono } from 'hono'
import { getRequestListener } from '@hono/node-server'
import twilio from 'twilio'
import { pythonWith } from '@ringback/test-support/python'
import { listening, type Listening } from '../listening.ts'

export type SigningApp = Listening

const twiml = '<Response><Say>Hello</Say></Response>'

/** express with Twilio's own middleware. `isProxyTrusted`: as `trust proxy` is set. */
export async function startExpress(authToken: string, isProxyTrusted = false): Promise<SigningApp> {
  const app = express()
  app.set('trust proxy', isProxyTrusted)
  app.use(express.urlencoded({ extended: false }))
  app.use(twilio.webhook(authToken))
  app.all('/*rest', (_, answer) => {
    answer.type('text/xml').send(twiml)
  })
  return listening(createServer(app))
}

/** fastify that checks the URL of the request as it sees it. */
export async function startFastify(authToken: string): Promise<SigningApp> {
  const app = Fastify()
  await app.register(formbody)
  app.post('/*', async (request, reply) => {
    const url = `${request.protocol}://${request.host}${request.originalUrl}`
    const signature = String(request.headers['x-twilio-signature'])
    if (!twilio.validateRequest(authToken, signature, url, request.body as Record<string, string>)) {
      const error = Object.assign(new Error('signature'), { statusCode: 403 })
      throw error
    }
    return reply.type('text/xml').send(twiml)
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

/** hono that checks the URL of the request as it sees it. */
export async function startHono(authToken: string): Promise<SigningApp> {
  const app = new Hono()
  app.post('*', async (context) => {
    const signature = context.req.header('X-Twilio-Signature') ?? ''
    const form = (await context.req.parseBody()) as Record<string, string>
    if (!twilio.validateRequest(authToken, signature, context.req.url, form)) return context.text('no', 403)
    return context.body(twiml, 200, { 'Content-Type': 'text/xml' })
  })
  const listener = getRequestListener(app.fetch)
  return listening(createServer((incoming, outgoing) => void listener(incoming, outgoing)))
}

const flaskApp = `
import base64, hashlib, hmac, os, sys
from flask import Flask, abort, request
from werkzeug.serving import make_server
app = Flask(__name__)
@app.post('/<path:path>')
def voice(path):
    text = request.url + ''.join(name + request.form[name] for name in sorted(request.form))
    digest = hmac.new(os.environ['TOKEN'].encode(), text.encode(), hashlib.sha1).digest()
    if base64.b64encode(digest).decode() != request.headers.get('X-Twilio-Signature'):
        abort(403)
    return '${twiml}', 200, {'Content-Type': 'text/xml'}
server = make_server('127.0.0.1', 0, app)
print(server.server_port, flush=True)
server.serve_forever()
`

/** Flask that checks `request.url`. */
export async function startFlask(authToken: string): Promise<SigningApp> {
  const child = spawn(pythonWith('flask') ?? 'python3', ['-c', flaskApp], {
    env: { ...process.env, TOKEN: authToken },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    async close() {
      child.kill()
      await once(child, 'exit')
    },
  }
}
