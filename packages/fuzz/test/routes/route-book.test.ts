import { describe, expect, it } from 'vitest'
import { createRouteBook } from '../../src/routes/route-book.ts'
import type { Route } from '../../src/routes/route.ts'
import { plainOf, publicUrl, routeAt, sentOf } from '../support.ts'

function book() {
  const told: Route[] = []
  const routes = createRouteBook({
    isOfApp: (url) => url.startsWith(publicUrl),
    onRoute: (route) => told.push(route),
  })
  return { routes, told }
}

const answered = (verbs: string) =>
  sentOf(plainOf(), {
    response: {
      status: 200,
      headers: [['content-type', 'text/xml']],
      body: { text: `<Response>${verbs}</Response>` },
    },
  })

describe('the route book', () => {
  it('takes a page once, whatever count is in its query', () => {
    const { routes, told } = book()
    expect(routes.add(routeAt('/menu?attempt=1'))).toBe(true)
    expect(routes.add(routeAt('/menu?attempt=2'))).toBe(false)
    expect(routes.add(routeAt('/menu?attempt=1', { kind: 'gather.action' }))).toBe(true)
    expect(told).toHaveLength(2)
    expect(routes.all()).toEqual(told)
  })

  it('has room for so many pages only', () => {
    const { routes } = book()
    for (let page = 0; page < 500; page += 1) routes.add(routeAt(`/${'x'.repeat(page)}`))
    expect(routes.all()).toHaveLength(400)
  })

  it('finds the pages that TwiML leads to, and how a call gets there', () => {
    const { routes } = book()
    const sent = answered('<Gather action="/menu"/><Redirect>/again</Redirect>')
    const found = routes.addTargetsOf(routeAt('/voice'), sent)
    expect(found.map(({ url, path }) => [url.replace(publicUrl, ''), path])).toEqual([
      ['/menu', []],
      ['/again', ['silence']],
    ])
    for (const { preceding } of found) expect(preceding).toEqual([sent.sent])
    expect(routes.addTargetsOf(routeAt('/voice'), sent)).toEqual([])
  })

  it('leaves pages of other hosts alone', () => {
    const { routes } = book()
    const sent = answered('<Redirect>https://other.example.net/x</Redirect>')
    expect(routes.addTargetsOf(routeAt('/voice'), sent)).toEqual([])
  })

  it('finds nothing in what is no TwiML', () => {
    const { routes } = book()
    expect(routes.addTargetsOf(routeAt('/voice'), sentOf(plainOf(), { response: null }))).toEqual([])
  })

  it('remembers what is covered, and what needs a call', () => {
    const { routes } = book()
    const route = routeAt('/menu')
    routes.markCovered(route)
    expect(routes.covered()).toEqual([route])
    expect(routes.needsPreceding(route)).toBe(false)
    routes.setNeedsPreceding(route, true)
    expect(routes.needsPreceding(routeAt('/menu'))).toBe(true)
    routes.setNeedsPreceding(route, false)
    expect(routes.needsPreceding(route)).toBe(false)
  })
})
