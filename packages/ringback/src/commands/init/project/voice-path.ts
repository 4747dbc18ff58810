import type { Found } from './found.ts'
import { mountPathOf } from './mount-path.ts'
import type { SourceFile } from './source-files.ts'

/** How a route is written; the path is the only group. */
const routes: readonly RegExp[] = [
  // app.post('/voice', @app.route("/voice"), Route::post('/voice'), http.HandleFunc("POST /voice"), @PostMapping("/voice")
  /\b(?:post|get|all|any|match|route|POST|GET|Any|HandleFunc|Handle|PostMapping|GetMapping|RequestMapping|MapPost|MapGet|HttpPost)\s{0,4}\(?\s{0,4}["'`](?:(?:POST|GET) )?(\/[\w./-]{1,80})["'`]/g,
  // post 'voice', to: 'calls#answer'
  /\b(?:post|get|match)\s{1,4}["']([\w/-]{1,80})["']\s{0,4}(?:,|=>)/g,
  // { method: 'POST', url: '/voice' }
  /\burl:\s{0,4}["'`](\/[\w./-]{1,80})["'`]/g,
  // path('voice/', views.voice)
  /\bpath\(\s{0,4}["']([\w/-]{1,80})["']/g,
  // pathname === '/voice', case '/voice'
  /(?:===?\s{0,4}|\bcase\s{1,4})["'](\/[\w./-]{1,80})["']/g,
]

const twiml = /VoiceResponse|<Response>|twiml/i

/** Words of a path, and how much they speak for the Voice URL. */
const words: readonly (readonly [RegExp, number])[] = [
  [/(?:^|[/_.-])voice(?:$|[/_.-])/i, 6],
  [/incoming|inbound/i, 5],
  [/voice|answer/i, 4],
  [/welcome|greet/i, 2],
  [/ivr|twiml|phone|(?:^|[/_.-])calls?(?:$|[/_.-])/i, 3],
  [
    /status|callback|event|fallback|recording|transcri|menu|action|choice|gather|dial|sms|message|mail|queue|wait|token|health|hangup/i,
    -7,
  ],
]

/** The path that most looks like that of the Voice URL, of the routes in the sources. */
export function voicePathOfSources(files: readonly SourceFile[]): Found<string> | undefined {
  const candidates = files.flatMap((file) =>
    [...pathOfFile(file), ...pathsIn(file)].map((value) => ({
      value,
      from: file.path,
      score: scoreOf(value) + (twiml.test(file.text) ? 1 : 0),
    })),
  )
  const [best] = candidates
    .filter(({ score }) => score > 1)
    .toSorted((one, other) => other.score - one.score || one.value.length - other.value.length)
  if (best === undefined) return undefined
  return { value: mountPathOf(best, files) + best.value, from: best.from }
}

function pathsIn({ text }: SourceFile): readonly string[] {
  return routes
    .flatMap((route) => [...text.matchAll(route)].map(([, path = '']) => path))
    .map((path) => (path.startsWith('/') ? path : `/${path}`))
}

/** The path of a route whose file's name is its URL: Next.js, Twilio Functions, and PHP without a framework. */
function pathOfFile({ path, text }: SourceFile): readonly string[] {
  const next = /^(?:src\/)?(?:app|pages)(\/[\w/-]+?)(?:\/route)?\.[jt]sx?$/.exec(path)
  const twilioFunction = /^(?:src\/)?functions(\/[\w/-]+?)(?:\.protected|\.private)?\.[jt]s$/.exec(path)
  const php = /^[\w/-]+\.php$/.test(path) && twiml.test(text) ? [`/${path.replace(/^public\//, '')}`] : []
  return [next?.[1], twilioFunction?.[1], ...php].filter((found) => found !== undefined)
}

function scoreOf(path: string): number {
  return words.reduce((sum, [pattern, weight]) => (pattern.test(path) ? sum + weight : sum), 0)
}
