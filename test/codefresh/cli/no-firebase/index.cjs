module.exports = class Firebase {
  constructor() {
    throw new Error('The logs of a build are not read in these tests');
  }
};
