import { joined, type Redacted } from '../finding.ts'
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

/** Names of files are private; names of fields are not, as in a form. */
function redactHead(head: string, values: ValueRedactor, context: ValueContext): Redacted {
  return joined(
    head.split(/(\bfilename="[^"\r\n]{0,300}")/i).map((piece) => {
      const [, name] = /^filename="(.*)"$/i.exec(piece) ?? []
      return name === undefined ? piece : joined(['filename="', values.unknown(name, context), '"'])
    }),
  )
}
