import type { Found } from './found.ts'
import type { SourceFile } from './source-files.ts'

/** How the path below which routes of another file lie is written; the path is the only group. */
const elsewhere: readonly RegExp[] = [
  // register(phone, { prefix: '/twilio' })
  /\bprefix:\s{0,4}["'`](\/[\w/-]{1,80})["'`]/g,
  // app.use('/twilio', phone), app.route('/twilio', phone), but no middleware of twilio or express
  /\.(?:use|route)\(\s{0,4}["'`](\/[\w/-]{1,80})["'`]\s{0,4},\s{0,4}(?!twilio\.|express\.|webhook)[\w$]/g,
  // include_router(phone.router, prefix="/twilio"), register_blueprint(phone, url_prefix="/twilio")
  /\b(?:include_router|register_blueprint)\([^)]{0,120}?\b(?:url_)?prefix\s{0,4}=\s{0,4}["'](\/[\w/-]{1,80})["']/g,
  // path('twilio/', include('phone.urls'))
  /\bpath\(\s{0,4}["']([\w/-]{1,80}?)\/?["']\s{0,4},\s{0,4}include\(/g,
]

/** The same, of routes in the same file: Blueprint('phone', __name__, url_prefix='/twilio'), APIRouter(prefix='/twilio'). */
const here =
  /\b(?:Blueprint|APIRouter|Hono)\([^)]{0,120}?\b(?:url_)?prefix\s{0,4}=\s{0,4}["'](\/[\w/-]{1,80})["']/g

const ofTelephones = /twilio|voice|phone|ivr|calls?\b|hooks?\b/i

/** The path that a route's file is mounted at; empty where none is found, or several could be it. */
export function mountPathOf({ value, from }: Found<string>, files: readonly SourceFile[]): string {
  const own = files
    .filter(({ path }) => path === from)
    .flatMap(({ text }) => [...pathsIn(text, [here]), ...mountsOfRouter(value, text)])
  const others = files.filter(({ path }) => path !== from).flatMap(({ text }) => pathsIn(text, elsewhere))
  const paths = [...new Set(own.length > 0 ? own : others)]
  const likely = paths.filter((path) => ofTelephones.test(path))
  const [only, ...more] = likely.length > 0 ? likely : paths
  return only === undefined || more.length > 0 || value.startsWith(only) ? '' : only
}

/** `router.post('/answer', ...)` and `app.use('/voice', router)` in one file. */
function mountsOfRouter(route: string, text: string): readonly string[] {
  const router = [
    ...text.matchAll(/\b([\w$]{1,40})\.(?:post|get|all)\(\s{0,4}["'`]([\w./-]{1,80})["'`]/g),
  ].find(([, , path]) => path === route)?.[1]
  return [
    ...text.matchAll(
      /\.(?:use|route)\(\s{0,4}["'`](\/[\w/-]{1,80})["'`]\s{0,4},\s{0,4}([\w$]{1,40})\s{0,4}\)/g,
    ),
  ]
    .filter(([, , mounted]) => router !== undefined && mounted === router)
    .map(([, path = '']) => path.replace(/\/$/, ''))
}

function pathsIn(text: string, patterns: readonly RegExp[]): readonly string[] {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, path = '']) => path.replace(/\/$/, '')))
    .map((path) => (path.startsWith('/') ? path : `/${path}`))
    .filter((path) => path !== '/')
}
