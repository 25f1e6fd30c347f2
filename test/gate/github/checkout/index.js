process.stdout.write(`Checked out ${process.env.INPUT_REF}\n`);
