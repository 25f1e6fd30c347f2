/**
 * Runs in each new script context: what ServiceNow has as plain JavaScript, and `Date` on sandbox time.
 * `sandboxNow` is the context's only while this runs.
 */
export const PRELUDE = `'use strict';
(function (now) {
  globalThis.Class = {
    create: function () {
      return function () {
        this.initialize.apply(this, arguments);
      };
    },
  };
  Object.extendsObject = function (parent, members) {
    var child = Class.create();
    child.prototype = Object.assign(Object.create(parent.prototype), members);
    return child;
  };
  var RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    apply: function () {
      return new RealDate(now()).toString();
    },
    construct: function (target, args) {
      return args.length === 0 ? new target(now()) : new target(...args);
    },
    get: function (target, name) {
      return name === 'now' ? now : target[name];
    },
  });
  RealDate.prototype.constructor = globalThis.Date;
})(sandboxNow);
`;
