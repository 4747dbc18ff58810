import {
  attributeValue,
  elementRows,
  parseTwiml,
  reachableVerbs,
  runnableChildren,
  spokenText,
  type ElementId,
  type KnownElement,
} from '@ringback/twiml'
import { describe, expect, expectTypeOf, test } from 'vitest'

function first<Id extends ElementId>(id: Id, source: string): KnownElement<Id> {
  const { document } = parseTwiml(`<Response>${source}</Response>`)
  const found = document?.root.children.find((child) => child.kind === 'element' && child.id === id)
  if (found === undefined) throw new Error(`no ${id} in ${source}`)
  return found as KnownElement<Id>
}

const gather = (attributes: string) => first('Gather', `<Gather ${attributes}/>`)

describe('attribute values', () => {
  test('have the types of the grammar', () => {
    const element = gather('')
    expectTypeOf(attributeValue(element, 'timeout')).toEqualTypeOf<number>()
    expectTypeOf(attributeValue(element, 'numDigits')).toEqualTypeOf<number | undefined>()
    expectTypeOf(attributeValue(element, 'speechTimeout')).toEqualTypeOf<number | 'auto' | undefined>()
    expectTypeOf(attributeValue(element, 'input')).toEqualTypeOf<readonly ('dtmf' | 'speech')[]>()
    expectTypeOf(attributeValue(element, 'method')).toEqualTypeOf<'GET' | 'POST'>()
    // @ts-expect-error -- Gather has no attribute of that name
    expect(attributeValue(element, 'callerId')).toBeUndefined()
  })

  test('are typed', () => {
    const element = gather(
      'numDigits="4" timeout=" 7 " input="speech dtmf" bargeIn="false" method="GET" action=" /x "',
    )
    expect(attributeValue(element, 'numDigits')).toBe(4)
    expect(attributeValue(element, 'timeout')).toBe(7)
    expect(attributeValue(element, 'input')).toEqual(['speech', 'dtmf'])
    expect(attributeValue(element, 'bargeIn')).toBe(false)
    expect(attributeValue(element, 'method')).toBe('GET')
    expect(attributeValue(element, 'action')).toBe('/x')
  })

  test('fall back to the default when absent or bad', () => {
    for (const element of [
      gather(''),
      gather('timeout="x" input="voice" bargeIn="yes" method="PUT" finishOnKey="##" numDigits="0"'),
    ]) {
      expect(attributeValue(element, 'timeout')).toBe(5)
      expect(attributeValue(element, 'input')).toEqual(['dtmf'])
      expect(attributeValue(element, 'bargeIn')).toBe(true)
      expect(attributeValue(element, 'method')).toBe('POST')
      expect(attributeValue(element, 'finishOnKey')).toBe('#')
      expect(attributeValue(element, 'numDigits')).toBeUndefined()
    }
  })

  test('keep what is empty on purpose', () => {
    expect(attributeValue(gather('finishOnKey=""'), 'finishOnKey')).toBe('')
    expect(attributeValue(gather('action=""'), 'action')).toBe('')
  })

  test('take other spellings', () => {
    const dial = first('Dial', '<Dial record="true" hangupOnStar="TRUE" method="get"/>')
    expect(attributeValue(dial, 'record')).toBe('record-from-answer')
    expect(attributeValue(first('Dial', '<Dial record="True"/>'), 'record')).toBe('record-from-answer')
    expect(attributeValue(first('Dial', '<Dial record="constructor"/>'), 'record')).toBe('do-not-record')
    expect(attributeValue(dial, 'hangupOnStar')).toBe(true)
    expect(attributeValue(dial, 'method')).toBe('GET')
  })

  test('speechTimeout is seconds or auto', () => {
    expect(attributeValue(gather('speechTimeout="auto"'), 'speechTimeout')).toBe('auto')
    expect(attributeValue(gather('speechTimeout="2"'), 'speechTimeout')).toBe(2)
    expect(attributeValue(gather(''), 'speechTimeout')).toBeUndefined()
  })

  test('every default of the grammar is a value of its attribute', () => {
    for (const row of elementRows) {
      const { document } = parseTwiml(`<Response><${row.name}/></Response>`)
      const child = document?.root.children[0]
      if (child?.kind !== 'element' || child.id !== row.id) continue
      const defaults = row.attributes.filter((attribute) => attribute.default !== undefined)
      for (const attribute of defaults) {
        expect(
          attributeValue(child as KnownElement<'Gather'>, attribute.name as 'timeout'),
          `${row.id}@${attribute.name}`,
        ).toBeDefined()
      }
    }
  })
})

test('speech is what is spoken', () => {
  const say = first(
    'Say',
    '<Say> The <sub alias="World Wide Web">WWW</sub>,\n<emphasis>very<break/>fast</emphasis> <Foo>not this</Foo></Say>',
  )
  expect(spokenText(say)).toBe('The World Wide Web, very fast')
})

test('what the grammar does not allow is not run', () => {
  const element = first('Gather', '<Gather><Say>a</Say><Dial/><foo/>text<Pause/></Gather>')
  expect(runnableChildren(element).map(({ id }) => id)).toEqual(['Say', 'Pause'])
})

test.each([
  ['<Say/><Hangup/><Say/>', ['Say', 'Hangup']],
  ['<Dial>1</Dial><Say/>', ['Dial', 'Say']],
  ['<Dial action="/x">1</Dial><Say/>', ['Dial']],
  ['<Dial action="">1</Dial><Say/>', ['Dial', 'Say']],
  ['<Gather/><Redirect/><Say/>', ['Gather', 'Redirect']],
  ['<Number/><Queue/><Pause/>', ['Pause']],
])('%s runs %j', (body, ids) => {
  const { document } = parseTwiml(`<Response>${body}</Response>`)
  expect(document && reachableVerbs(document).map(({ id }) => id)).toEqual(ids)
})

test('the id of an element tells its type', () => {
  const { document } = parseTwiml('<Response><Say><break/></Say></Response>')
  const [say] = document === null ? [] : reachableVerbs(document)
  const [mark] = say?.id === 'Say' ? runnableChildren(say) : []
  if (mark?.id === 'SsmlBreak') expectTypeOf(mark.name).toEqualTypeOf<'break'>()
  expect(mark?.name).toBe('break')
})
