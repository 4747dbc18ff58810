import { probes, type ProbeContext } from '@ringback/checks'
import { expect, it } from 'vitest'
import { contextFor, plainRequest } from '../../support/exchanges.ts'
import { voice } from '../../support/probe-app.ts'

/** An app whose page redirects to another one, which says `direct` or `redirected`. */
const found = (redirected: string, direct: string) => {
  const context = contextFor(() => ({ body: `<Response><Say>${direct}</Say></Response>` }))
  const send: ProbeContext['send'] = async (request) => ({
    ...(await context.send(request)),
    ...(request.method === 'POST' && {
      response: {
        status: 200,
        headers: [['Content-Type', 'text/xml']],
        body: { text: `<Response><Say>${redirected}</Say></Response>` },
      },
      redirectedTo: 'https://phone.example.com/next',
    }),
  })
  const probe = probes.find(({ name }) => name === 'redirect-parameters')
  return probe?.run(plainRequest(voice), { ...context, send })
}

it('finds a page behind a redirect that needs the parameters', async () => {
  expect(await found('Which key?', 'You pressed 1')).toMatchObject([
    { code: 'redirect-loses-parameters', where: 'https://phone.example.com/next' },
  ])
})

it('is content with a page that does not', async () => {
  expect(await found('Hello', 'Hello')).toEqual([])
})
