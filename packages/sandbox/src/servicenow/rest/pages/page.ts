import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A plain page of the instance, for people. */
export function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
          body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
          dt { font-weight: 600 }
          dd { margin: 0 0 .5rem; white-space: pre-wrap }
          label { display: block; margin-bottom: .75rem }
          input { display: block; font: inherit }
          button { font: inherit; padding: .25rem 1rem }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}
