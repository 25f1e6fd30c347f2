import { html } from 'hono/html';
import { type Html, page } from '../pages/page.ts';

/** Each form goes to the address that it is shown at: the authorization request stays in it. */

/** @param refusal why the login before this one failed */
export function loginPage(refusal?: string): Html {
  return page(
    'Log in',
    html`${refusal === undefined ? '' : html`<p role="alert">${refusal}</p>`}
      <form method="post">
        <label>User name <input name="user_name" autocomplete="username" required /></label>
        <label>
          Password <input name="user_password" type="password" autocomplete="current-password" required />
        </label>
        <button>Log in</button>
      </form>`,
  );
}

/** @param token of the session: no page but this one can press its buttons */
export function consentPage(application: string, person: string, token: string): Html {
  return page(
    `Allow ${application}?`,
    html`<p>${application} asks to act for you, ${person}, on this instance.</p>
      <form method="post">
        <input type="hidden" name="sysparm_ck" value="${token}" />
        <button name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>`,
  );
}

export function badRequestPage(reason: string): Html {
  return page('Authorization failed', html`<p role="alert">${reason}.</p>`);
}
