import { expect, test } from 'vitest'
import { startRawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { startProxy } from './support/start-proxy.ts'

test('a request arrives as it was sent, and its answer comes back as it was given', async () => {
  const app = await startRawApp(() => [
    Buffer.from(
      'HTTP/1.1 200 Fine, Thanks\r\nconTent-type: text/xml\r\nSet-Cookie: a=1\r\nX-One: 1\r\nset-cookie: b=2\r\nContent-Length: 11\r\n\r\n<Response/>',
    ),
  ])
  const proxy = await startProxy({ app: app.url })
  try {
    const answer = await sendRaw(proxy.url, [
      Buffer.from(
        "POST /a/../b//c?q='x'&r=%2F|<\"> HTTP/1.1\r\nhOst: voice.example.com\r\nX-A: 1\r\nx-b: 2\r\nX-a:  3 \r\nContent-length: 5\r\n\r\nhel",
      ),
      Buffer.from('lo'),
    ])
    expect(answer.head).toBe(
      'HTTP/1.1 200 Fine, Thanks\r\nconTent-type: text/xml\r\nSet-Cookie: a=1\r\nX-One: 1\r\nset-cookie: b=2\r\nContent-Length: 11',
    )
    expect(answer.body.toString()).toBe('<Response/>')
    expect(app.arrived[0]?.head).toBe(
      "POST /a/../b//c?q='x'&r=%2F|<\"> HTTP/1.1\r\nhOst: voice.example.com\r\nX-A: 1\r\nx-b: 2\r\nX-a: 3\r\nContent-length: 5" +
        '\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: voice.example.com',
    )
    expect(app.arrived[0]?.body.toString()).toBe('hello')
  } finally {
    await proxy.close()
    await app.close()
  }
})
