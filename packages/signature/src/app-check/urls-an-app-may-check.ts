/** How a request for a public URL reaches an app. */
export interface RequestAtApp {
  /** The public URL that was signed. */
  readonly url: string
  /** Path and query as the app receives them. */
  readonly target: string
  /** The Host field that the app receives. */
  readonly host: string
  /** Where the app listens: `http://127.0.0.1:3000`. */
  readonly appOrigin: string
}

/**
 * The URLs that an app may check a signature for in place of the public one, the likeliest first: apps build them from
 * the connection, the Host field and the path that they see, or from what they were configured with.
 */
export function urlsAnAppMayCheck({ url, target, host, appOrigin }: RequestAtApp): readonly string[] {
  const signed = new URL(url)
  const app = new URL(appOrigin)
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2))
  const bareHost = host.replace(/:\d+$/, '')
  const port = app.port === '' ? '' : `:${app.port}`
  const candidates = [
    `http://${host}${target}`,
    `https://${host}${target}`,
    `${app.protocol}//${app.host}${target}`,
    `http://${signed.host}${path}`,
    `${signed.protocol}//${signed.host}${target}`,
    `http://${signed.host}${target}`,
    `http://localhost${port}${target}`,
    `http://127.0.0.1${port}${target}`,
    `https://${bareHost}${port}${target}`,
    `http://${bareHost}${port}${target}`,
    `${signed.protocol}//${signed.host}${path.split('?', 1)[0]}`,
  ]
  return [...new Set(candidates)].filter((candidate) => candidate !== url && URL.canParse(candidate))
}
