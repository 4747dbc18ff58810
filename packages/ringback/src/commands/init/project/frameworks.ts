import type { LanguageName } from './languages.ts'

/** A web framework: how a project that uses it is told, and what its tools do when nothing is set. */
export interface Framework {
  readonly name: string
  readonly language: LanguageName
  /** Node.js: packages, one of which is a dependency. */
  readonly packages?: readonly string[]
  /** Other languages: what stands in a manifest, or in a source file. */
  readonly pattern?: RegExp
  readonly port: number
  /** How the app is started where the project has no script for it; `{port}` is replaced. */
  readonly start?: string
}

/** The name of the framework whose apps are called without a server. */
export const twilioFunctions = 'Twilio Functions'

/** In the order in which they are tried: what is built on another framework comes before it. */
export const frameworks: readonly Framework[] = [
  {
    name: twilioFunctions,
    language: 'node',
    packages: ['twilio-run', '@twilio/runtime-handler'],
    port: 3000,
  },
  { name: 'Next.js', language: 'node', packages: ['next'], port: 3000 },
  { name: 'NestJS', language: 'node', packages: ['@nestjs/core'], port: 3000 },
  { name: 'fastify', language: 'node', packages: ['fastify'], port: 3000 },
  { name: 'hono', language: 'node', packages: ['hono'], port: 3000 },
  { name: 'koa', language: 'node', packages: ['koa'], port: 3000 },
  { name: 'express', language: 'node', packages: ['express'], port: 3000 },
  {
    name: 'FastAPI',
    language: 'python',
    pattern: /\bfastapi\b/i,
    port: 8000,
    start: 'uvicorn main:app --port {port}',
  },
  {
    name: 'Django',
    language: 'python',
    pattern: /\bdjango\b/i,
    port: 8000,
    start: 'python manage.py runserver {port}',
  },
  {
    name: 'Flask',
    language: 'python',
    pattern: /\bflask\b/i,
    port: 5000,
    start: 'flask run --port {port}',
  },
  {
    name: 'Rails',
    language: 'ruby',
    pattern: /\brails\b/,
    port: 3000,
    start: 'bin/rails server -p {port}',
  },
  { name: 'Sinatra', language: 'ruby', pattern: /\bsinatra\b/, port: 4567 },
  {
    name: 'Laravel',
    language: 'php',
    pattern: /"laravel\/framework"/,
    port: 8000,
    start: 'php artisan serve --port {port}',
  },
  {
    name: 'Symfony',
    language: 'php',
    pattern: /"symfony\/framework-bundle"/,
    port: 8000,
    start: 'php -S 127.0.0.1:{port} -t public',
  },
  {
    name: 'Slim',
    language: 'php',
    pattern: /"slim\/slim"/,
    port: 8080,
    start: 'php -S 127.0.0.1:{port} -t public',
  },
  { name: 'Gin', language: 'go', pattern: /gin-gonic\/gin\b/, port: 8080, start: 'go run .' },
  { name: 'Echo', language: 'go', pattern: /labstack\/echo\b/, port: 1323, start: 'go run .' },
  {
    name: 'Spring Boot',
    language: 'java',
    pattern: /spring-boot|springframework\.boot/,
    port: 8080,
    start: './mvnw spring-boot:run',
  },
  {
    name: 'ASP.NET',
    language: 'dotnet',
    pattern: /Microsoft\.NET\.Sdk\.Web|WebApplication\.CreateBuilder/,
    port: 5000,
    start: 'dotnet run',
  },
]
