import { holdsNumber } from '../find/value-shapes.ts'
import { joined, kept, type Redacted } from '../finding.ts'
import { isIdentifier } from '../values/form.ts'
import type { ValueContext, ValueRedactor } from '../values/value-redactor.ts'

/** The boundary of a multipart media type; undefined for other types. */
export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, bare] =
    /^multipart\/[^;]{1,40};[^]{0,80}?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  return quoted ?? bare
}

/** A multipart body with the contents of its parts replaced; a part with the name of a parameter as that parameter. */
export function redactMultipart(
  text: string,
  boundary: string,
  values: ValueRedactor,
  context: ValueContext,
): Redacted {
  const mark = `--${boundary}`
  const parts = text.split(mark).map((part, index) => {
    const isPart = index > 0 && !part.startsWith('--')
    if (!isPart) return part.trim() === '' || part.trim() === '--' ? part : values.unknown(part, context)
    return redactPart(part, values, context)
  })
  return joined(parts.flatMap((part, index) => (index === 0 ? [part] : [mark, part])))
}

function redactPart(part: string, values: ValueRedactor, context: ValueContext): Redacted {
  const blank = /\r?\n\r?\n/.exec(part)
  if (!blank) return values.unknown(part, context)
  const bodyStart = blank.index + blank[0].length
  const head = part.slice(0, bodyStart)
  const body = part.slice(bodyStart)
  const end = /\r?\n$/.exec(body.slice(-2))?.[0] ?? ''
  const name = /\bname="([^"\r\n]{1,200})"/i.exec(head)?.[1] ?? ''
  return joined([
    redactHead(head, values, context),
    values.parameter(name, body.slice(0, body.length - end.length), context),
    end,
  ])
}

/** Names of files are private, and what else a head says; names of fields are not, as in a form. */
function redactHead(head: string, values: ValueRedactor, context: ValueContext): Redacted {
  return joined(head.split(/(\r?\n)/).map((line) => redactLine(line, values, context)))
}

const disposition = /^(content-disposition:\s{0,5}form-data)(;.*)$/i
const plainLine =
  /^content-(?:type:\s{0,5}[\w.+-]{1,40}\/[\w.+-]{1,60}(?:;\s?charset=[\w-]{1,20})?|length:\s?\d+|transfer-encoding:\s?[\w-]{1,20})$/i

function redactLine(line: string, values: ValueRedactor, context: ValueContext): Redacted {
  if (line.trim() === '' || plainLine.test(line)) return kept(line)
  const [, start, rest] = disposition.exec(line) ?? []
  if (start !== undefined && rest !== undefined) return joined([start, redactSettings(rest, values, context)])
  const colon = line.indexOf(':') + 1
  const name = line.slice(0, colon)
  return joined([
    /^[\w-]{1,60}:$/.test(name) && !holdsNumber(name) ? name : values.unknown(name, context),
    values.unknown(line.slice(colon), context),
  ])
}

function redactSettings(text: string, values: ValueRedactor, context: ValueContext): Redacted {
  return joined(
    text.split(/(=(?:"[^"]*"|[^;"]*))/).map((piece, index, pieces) => {
      if (index % 2 === 0) return piece
      const [, quote = '', value = ''] = /^=("?)([^"]*)/.exec(piece) ?? []
      const isField = /(?:^|[;\s])name$/i.test(pieces[index - 1] ?? '') && isIdentifier(value)
      return joined(['=', quote, isField ? value : values.unknown(value, context), quote])
    }),
  )
}
