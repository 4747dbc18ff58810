/** The app's bytes are not an HTTP/1.1 answer, or one whose end two readers could see in different places. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer'
}
