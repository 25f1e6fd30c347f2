/** The first step leads to the second, for whoever follows redirects. */
if (request.pathParams.step === 'start') {
  response.setStatus(302);
  response.setLocation(
    `${gs.getProperty('glide.servlet.uri', '').replace(/\/$/, '')}/api/x_change_gate/redirect/end`,
  );
} else {
  response.setStatus(200);
  response.setBody('followed');
}
