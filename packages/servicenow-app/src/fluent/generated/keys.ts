import '@servicenow/sdk/global'

declare global {
    namespace Now {
        namespace Internal {
            interface Keys extends KeysRegistry {
                explicit: {
                    'acl-change-evidence-create': {
                        table: 'sys_security_acl'
                        id: '60278e13154d48108b7ff5515660615c'
                    }
                    'acl-change-evidence-write': {
                        table: 'sys_security_acl'
                        id: 'e8820c87b8a04bb9a16e62dda8e4be3c'
                    }
                    'acl-ci-server-create': {
                        table: 'sys_security_acl'
                        id: '515ea75817cd4608a837dd7cb3854011'
                    }
                    'acl-ci-server-delete': {
                        table: 'sys_security_acl'
                        id: '643baa1de38e4ee08c9a6fcbfb6dacfc'
                    }
                    'acl-ci-server-read': {
                        table: 'sys_security_acl'
                        id: '71e521777d5b45b9a8b6b36a1137d40e'
                    }
                    'acl-ci-server-write': {
                        table: 'sys_security_acl'
                        id: '54462e36ef26425e8e4befd2b3e31a8d'
                    }
                    'acl-credential-create': {
                        table: 'sys_security_acl'
                        id: '6406dbe007804afcabceb8e824c30777'
                    }
                    'acl-credential-delete': {
                        table: 'sys_security_acl'
                        id: 'a4f496ae875d420a86a8cf31c7171b83'
                    }
                    'acl-credential-read': {
                        table: 'sys_security_acl'
                        id: 'e939eccf06164e2fa27360ad965b2a82'
                    }
                    'acl-credential-write': {
                        table: 'sys_security_acl'
                        id: '2adaaf51822d440196f4a8bf93a98018'
                    }
                    'acl-delivery-read': {
                        table: 'sys_security_acl'
                        id: '2526fb199253431cbf1e08adb1b58ba7'
                    }
                    'acl-delivery-write': {
                        table: 'sys_security_acl'
                        id: '75e6de4df0664a4ab9ab84f028da7814'
                    }
                    'acl-evidence-create': {
                        table: 'sys_security_acl'
                        id: '58247f5e829743ff9b403889f9a31243'
                    }
                    'acl-evidence-delete': {
                        table: 'sys_security_acl'
                        id: '49c2965b512a4dcfbef70fb79c3ba600'
                    }
                    'acl-evidence-item-create': {
                        table: 'sys_security_acl'
                        id: '7a9a6ce810ff4355be039fb026cad1ad'
                    }
                    'acl-evidence-item-delete': {
                        table: 'sys_security_acl'
                        id: '518a7403ceac4d8e8a78f8922098bb9b'
                    }
                    'acl-evidence-item-read': {
                        table: 'sys_security_acl'
                        id: 'a31c678eda6542e6bb162616ee80c7c6'
                    }
                    'acl-evidence-item-write': {
                        table: 'sys_security_acl'
                        id: '84e9a1add2a54f6091966a29448c0d4f'
                    }
                    'acl-evidence-read': {
                        table: 'sys_security_acl'
                        id: '6c0edf453ab5494fba3813676078b80f'
                    }
                    'acl-evidence-write': {
                        table: 'sys_security_acl'
                        id: '8c2bc09206b445df9e725eac34e0a598'
                    }
                    'acl-person-create': {
                        table: 'sys_security_acl'
                        id: '3744224a82944d42857b33e2831021e9'
                    }
                    'acl-person-delete': {
                        table: 'sys_security_acl'
                        id: 'a534e411659849debc9ba1d9a1a392f2'
                    }
                    'acl-person-read': {
                        table: 'sys_security_acl'
                        id: 'abb9eb63c05b41739a19a2c3cb4d290f'
                    }
                    'acl-person-write': {
                        table: 'sys_security_acl'
                        id: 'b9f87639229449c89a6bf1bc33c4b79d'
                    }
                    'acl-registration-credential-read': {
                        table: 'sys_security_acl'
                        id: 'fa0f2893326243969a5bd2c5e6084b32'
                    }
                    'acl-registration-delete': {
                        table: 'sys_security_acl'
                        id: '4b0d8cfdae37418a8c25dad3a01f9335'
                    }
                    'acl-registration-read': {
                        table: 'sys_security_acl'
                        id: 'e87c0c83c4e046cfa18b4cf4851dfad3'
                    }
                    'acl-registration-read-of-change': {
                        table: 'sys_security_acl'
                        id: 'b9b4a7861ad845218b4c8aeb101b62e8'
                    }
                    'acl-registration-target-read': {
                        table: 'sys_security_acl'
                        id: '864e3c3fd849485981693ccce7b2fe41'
                    }
                    'acl-registration-token-read': {
                        table: 'sys_security_acl'
                        id: 'c8b8b6976fcd4486a1ceb280c57d931d'
                    }
                    'acl-registration-write': {
                        table: 'sys_security_acl'
                        id: '5654bf2d656340dfa908e6c224a18916'
                    }
                    'acl-report-read': {
                        table: 'sys_security_acl'
                        id: 'c1a59593be56403db4750bcaa4451265'
                    }
                    'acl-rest-admin': {
                        table: 'sys_security_acl'
                        id: 'a611b69e94bc44719a86fab37d70ebe5'
                    }
                    'acl-rest-pipeline': {
                        table: 'sys_security_acl'
                        id: '6fad3112dfa845138848f096d7c5b0b7'
                    }
                    'acl-self-test-read': {
                        table: 'sys_security_acl'
                        id: '23c131aa76904508b97235056c82734c'
                    }
                    'action-deliver': {
                        table: 'sysevent_script_action'
                        id: 'bc3d53f4d0054d9a91b15e2ff40294b3'
                    }
                    'action-progress': {
                        table: 'sysevent_script_action'
                        id: '95ec72ce7e5d4db195738a95e02cff94'
                    }
                    'action-self-test': {
                        table: 'sysevent_script_action'
                        id: 'e1200331d1af483fabd9267394b78e09'
                    }
                    'application-menu': {
                        table: 'sys_app_application'
                        id: 'db0d60ef5193408bb3908c7f9b7aac03'
                    }
                    'atf-codefresh-build': {
                        table: 'sys_atf_test'
                        id: '97b4d8d361a64cf483e666607d22c469'
                    }
                    'atf-codefresh-build-script': {
                        table: 'sys_atf_step'
                        id: '8e732463eb834905958043031f3ebba4'
                    }
                    'atf-decision': {
                        table: 'sys_atf_test'
                        id: '4fd39bf432584ac7b8cf00fa82c46261'
                    }
                    'atf-decision-script': {
                        table: 'sys_atf_step'
                        id: '07b21df60ddd41d09d5277b1732eea02'
                    }
                    'atf-locks': {
                        table: 'sys_atf_test'
                        id: '15e7393fec424920939f90ff61da5bd6'
                    }
                    'atf-locks-script': {
                        table: 'sys_atf_step'
                        id: '20567be3190d42b4b0b90a696e7eccff'
                    }
                    'atf-platform': {
                        table: 'sys_atf_test'
                        id: '2483e9c29db54b48b7ee135ff93c2e45'
                    }
                    'atf-platform-script': {
                        table: 'sys_atf_step'
                        id: '96bb42c2f7844f9383295a91b2ae0c54'
                    }
                    'atf-redirect': {
                        table: 'sys_atf_test'
                        id: '6b45ce13da6b4b989d16ddd1244d5861'
                    }
                    'atf-redirect-script': {
                        table: 'sys_atf_step'
                        id: '8b122e0b7ec74411897a262c669e9cc9'
                    }
                    bom_json: {
                        table: 'sys_module'
                        id: 'a5c328b177874917beeebf455ed7fb5a'
                    }
                    'ci-server-codefresh': {
                        table: 'x_change_gate_ci_server'
                        id: 'ea6474e542e745118702e8a4975b6fcf'
                    }
                    'ci-server-github': {
                        table: 'x_change_gate_ci_server'
                        id: '22e8c12eb5024120bb7dcecb342a1597'
                    }
                    'ci-server-gitlab': {
                        table: 'x_change_gate_ci_server'
                        id: 'bc6143be834342c79c4ce9c8072c4bdd'
                    }
                    'event-deliver': {
                        table: 'sysevent_register'
                        id: 'f8399321972746c8ae139146921595bf'
                    }
                    'event-progress': {
                        table: 'sysevent_register'
                        id: '8e9f727fefd54cd8a1f7bc1aff640a84'
                    }
                    'event-queue': {
                        table: 'sysevent_queue'
                        id: 'b04b0915eda14d1c98ecbc8497714df4'
                    }
                    'event-self-test': {
                        table: 'sysevent_register'
                        id: '664af9cdfca240f7bbd20c2e4da1f876'
                    }
                    'flow-action-call-back': {
                        table: 'sys_hub_action_type_definition'
                        id: '314cbed14ef44d4fa331c5b6b8939c19'
                    }
                    'flow-action-call-back-script': {
                        table: 'sys_hub_step_instance'
                        id: 'a274110398364465a67d4230eb18b92e'
                    }
                    'flow-await-change-decision': {
                        table: 'sys_hub_flow'
                        id: '00d45aee7572484ead915345c343205a'
                    }
                    'flow-call-back-approved': {
                        table: 'sys_hub_action_instance_v2'
                        id: 'f4335c521a034b28b2ba71fe0ff0b430'
                    }
                    'flow-call-back-denied': {
                        table: 'sys_hub_action_instance_v2'
                        id: '5c788489bc9f4cf29c464482827fa80f'
                    }
                    'flow-else': {
                        table: 'sys_hub_flow_logic_instance_v2'
                        id: 'a4aa34f942594b2eadaf4fce10e267ae'
                    }
                    'flow-if-implement': {
                        table: 'sys_hub_flow_logic_instance_v2'
                        id: 'b3a0f164f18149b489bf76a917d1a249'
                    }
                    'flow-if-undecided': {
                        table: 'sys_hub_flow_logic_instance_v2'
                        id: '88adc06d0c5f413bb59525b100bf32a9'
                    }
                    'flow-look-up-change': {
                        table: 'sys_hub_action_instance_v2'
                        id: '7807e6c6108c4ffaa29d2fa31139c2f5'
                    }
                    'flow-wait-for-decision': {
                        table: 'sys_hub_action_instance_v2'
                        id: 'd46b3bdc70eb4a44abcd4760179ae3db'
                    }
                    'include-gate-app': {
                        table: 'sys_script_include'
                        id: '0b1a87fc5d1a411ba3fa38c93b8c6270'
                    }
                    'include-gate-approval-apis': {
                        table: 'sys_script_include'
                        id: '313129fc33b546b48d12091aaf8c1ef4'
                    }
                    'include-gate-approvals': {
                        table: 'sys_script_include'
                        id: '1d79acaa475a46cfb2ed6c4bd8f3f496'
                    }
                    'include-gate-build-end': {
                        table: 'sys_script_include'
                        id: '6acc793800e64fd19e9fcad33d93195a'
                    }
                    'include-gate-call': {
                        table: 'sys_script_include'
                        id: 'f7aede5afcdc4823a7b1e4c3fd9df07b'
                    }
                    'include-gate-change': {
                        table: 'sys_script_include'
                        id: 'dcd38445f92343d4bb91f9bd06338f2d'
                    }
                    'include-gate-check-gate': {
                        table: 'sys_script_include'
                        id: '2bedf582cdeb4b8eb1d05555054b7e6e'
                    }
                    'include-gate-check-item': {
                        table: 'sys_script_include'
                        id: '1d9f69ce62ab4982aff00f95e226b8c0'
                    }
                    'include-gate-checks-api': {
                        table: 'sys_script_include'
                        id: '66626d30781f469f82c91b69490b2856'
                    }
                    'include-gate-circuit': {
                        table: 'sys_script_include'
                        id: 'cba1c11e615d4e50860422be63230e0d'
                    }
                    'include-gate-claims': {
                        table: 'sys_script_include'
                        id: '7ffac02300df4fdb8eddc9ece091d8b4'
                    }
                    'include-gate-codefresh-callback': {
                        table: 'sys_script_include'
                        id: 'f32ebfdc0cf8494a9a5cc799ae68d0c5'
                    }
                    'include-gate-credentials': {
                        table: 'sys_script_include'
                        id: '4c11fcee2f94422fb0ecbeeec3e169e8'
                    }
                    'include-gate-decision': {
                        table: 'sys_script_include'
                        id: '068004b2ac3240eba69c16810c314f71'
                    }
                    'include-gate-deliveries': {
                        table: 'sys_script_include'
                        id: 'ed297c08fa9446d88c0879e639349cab'
                    }
                    'include-gate-delivery': {
                        table: 'sys_script_include'
                        id: '8a3d59792b6348e28bc313720464c091'
                    }
                    'include-gate-emergency': {
                        table: 'sys_script_include'
                        id: '7f69291e8d54462a9cf42d989a4b5091'
                    }
                    'include-gate-evaluation': {
                        table: 'sys_script_include'
                        id: '20aecccfb2374662863609f0fb37a0dd'
                    }
                    'include-gate-evidence': {
                        table: 'sys_script_include'
                        id: '090820fb11be4a99ac1418fd2bd9993e'
                    }
                    'include-gate-evidence-api': {
                        table: 'sys_script_include'
                        id: '54f6b9cd266f43ccaaf4c213e92d6c16'
                    }
                    'include-gate-evidence-check': {
                        table: 'sys_script_include'
                        id: 'e685ea08f0754152b11b48e695df32bc'
                    }
                    'include-gate-evidence-check-api': {
                        table: 'sys_script_include'
                        id: 'ba716bffa81047b5971523a2020c38a4'
                    }
                    'include-gate-evidence-items': {
                        table: 'sys_script_include'
                        id: '1236fc18e7994247b46cd2f6778e4f29'
                    }
                    'include-gate-evidence-request': {
                        table: 'sys_script_include'
                        id: 'b2ea2f1892b649af990df1dafab09387'
                    }
                    'include-gate-evidence-row': {
                        table: 'sys_script_include'
                        id: '12b9b4ef9df044c3acb213ec4d46fd7b'
                    }
                    'include-gate-finding': {
                        table: 'sys_script_include'
                        id: '995ae5f6ce7e42acad4be77d5963c885'
                    }
                    'include-gate-flow': {
                        table: 'sys_script_include'
                        id: '65d0b587a5a94a0d83f12d7cb93f90cb'
                    }
                    'include-gate-form': {
                        table: 'sys_script_include'
                        id: '60c3ff256d524fda9fa1f27a52e62875'
                    }
                    'include-gate-http': {
                        table: 'sys_script_include'
                        id: 'c6d8495865ab4e73917d5cfbb377a6c3'
                    }
                    'include-gate-http-error': {
                        table: 'sys_script_include'
                        id: '1bf29854f6bd4aa89620c643b5e62b18'
                    }
                    'include-gate-instance': {
                        table: 'sys_script_include'
                        id: '5b0a11dd677c42a9a4dee50743e2a8a9'
                    }
                    'include-gate-lease': {
                        table: 'sys_script_include'
                        id: '310a2f56f5824913b01623af756d7f8a'
                    }
                    'include-gate-model': {
                        table: 'sys_script_include'
                        id: '1e5e5110192d42c0bfc59ba650bbc843'
                    }
                    'include-gate-nobody-waits': {
                        table: 'sys_script_include'
                        id: '5c8ee14503c748e9a4e9b0dd892ea1e0'
                    }
                    'include-gate-outcome': {
                        table: 'sys_script_include'
                        id: '59adace2690d482c84962b0610b1d10b'
                    }
                    'include-gate-outdated': {
                        table: 'sys_script_include'
                        id: 'c091a397c00a4564b5adf8fd0d02fa8b'
                    }
                    'include-gate-pass': {
                        table: 'sys_script_include'
                        id: '442ea3dd5ffc49c0ba39df902ad5d7bd'
                    }
                    'include-gate-people': {
                        table: 'sys_script_include'
                        id: '0365154ada4249358474978934a9a3b0'
                    }
                    'include-gate-platform': {
                        table: 'sys_script_include'
                        id: 'cb3bace2139f4f7680cca3f95cfc400f'
                    }
                    'include-gate-policy': {
                        table: 'sys_script_include'
                        id: 'ca85239a09774957a772c08ff9a84134'
                    }
                    'include-gate-progress': {
                        table: 'sys_script_include'
                        id: 'feca5dfde74942fe8f5c739eafd3d98f'
                    }
                    'include-gate-queue': {
                        table: 'sys_script_include'
                        id: '84e6fead85d24d0ebe50c6c47affa38f'
                    }
                    'include-gate-registration-status': {
                        table: 'sys_script_include'
                        id: '2607feebab4f4440b51341871ee2d8c1'
                    }
                    'include-gate-registrations': {
                        table: 'sys_script_include'
                        id: '45067325fe624522831f55ca11885683'
                    }
                    'include-gate-registrations-api': {
                        table: 'sys_script_include'
                        id: 'ec43963039f54e75b2aa44a34ef83712'
                    }
                    'include-gate-reports': {
                        table: 'sys_script_include'
                        id: 'f17825184c654e83b3b7c2572f599838'
                    }
                    'include-gate-request': {
                        table: 'sys_script_include'
                        id: 'c70357c27c2448d78b2405331ac7e65f'
                    }
                    'include-gate-retention': {
                        table: 'sys_script_include'
                        id: '0069f67af3e54b72b52016a9ca68350e'
                    }
                    'include-gate-retry': {
                        table: 'sys_script_include'
                        id: 'ac61d2e8c66d4b87929e22f929067bb3'
                    }
                    'include-gate-roles': {
                        table: 'sys_script_include'
                        id: '5a84239e2fc941f698af3dccf40db7c0'
                    }
                    'include-gate-sealed-evidence': {
                        table: 'sys_script_include'
                        id: '60a912df109c485088b66971e334d26f'
                    }
                    'include-gate-self-test': {
                        table: 'sys_script_include'
                        id: 'd1cac8d41979413098c0010b72c21a2e'
                    }
                    'include-gate-self-test-decision': {
                        table: 'sys_script_include'
                        id: '150332db0af9427bad3b5da126e57f9e'
                    }
                    'include-gate-self-test-locks': {
                        table: 'sys_script_include'
                        id: 'ce5f5670b7a944ada62cb68d601d17b4'
                    }
                    'include-gate-self-test-records': {
                        table: 'sys_script_include'
                        id: 'e3454ba7493d458bb0bebb1b52ff8dbb'
                    }
                    'include-gate-self-test-redirect': {
                        table: 'sys_script_include'
                        id: '93159057e4bb42a9822d64e44b5dc97b'
                    }
                    'include-gate-self-test-release': {
                        table: 'sys_script_include'
                        id: 'a9058e692d824105b8e467b44b3968ca'
                    }
                    'include-gate-self-test-rows': {
                        table: 'sys_script_include'
                        id: '5b056ed3abbc4efdba3859f5776c88aa'
                    }
                    'include-gate-self-test-runs': {
                        table: 'sys_script_include'
                        id: '9db84130bf334953a10a3e2c69a3e6ca'
                    }
                    'include-gate-self-test-token': {
                        table: 'sys_script_include'
                        id: '9358a52cc7c84497b800f472c9af5100'
                    }
                    'include-gate-separation': {
                        table: 'sys_script_include'
                        id: '9c1d8e7c25a9490babd3830821465d0b'
                    }
                    'include-gate-servers': {
                        table: 'sys_script_include'
                        id: '2b8ff517208141b489bec01ba8d44138'
                    }
                    'include-gate-stream': {
                        table: 'sys_script_include'
                        id: '793e6c1e3f5d4cc69fb4adea1e07e905'
                    }
                    'include-gate-sweep': {
                        table: 'sys_script_include'
                        id: 'e32e0adbd1d548fcbc57706d77e188ab'
                    }
                    'include-gate-time': {
                        table: 'sys_script_include'
                        id: '79d2b527df734c2a9473c482d65a2024'
                    }
                    'include-gate-why': {
                        table: 'sys_script_include'
                        id: '508d5eb9a07c4a5895fc842b4525d820'
                    }
                    'job-build-end': {
                        table: 'sysauto_script'
                        id: '7bd93fd2cb1e4956bfdfd0fdb1be12e9'
                    }
                    'job-retention': {
                        table: 'sysauto_script'
                        id: '283f8385b5d3473b959a90e28761dab4'
                    }
                    'job-sweep': {
                        table: 'sysauto_script'
                        id: '8310f7bb597b4421b3161ed9a08c4d6b'
                    }
                    'module-ci-servers': {
                        table: 'sys_app_module'
                        id: '06355a21c84e4324be41cbdd63481955'
                    }
                    'module-credentials': {
                        table: 'sys_app_module'
                        id: '03fcfa0115da4b4cbf22ee369f4004db'
                    }
                    'module-deliveries': {
                        table: 'sys_app_module'
                        id: '9bceabcb7a1341c9b80d412fbc81a2d0'
                    }
                    'module-evidence': {
                        table: 'sys_app_module'
                        id: '375c9e340609457fba4523c3f039c4d6'
                    }
                    'module-people': {
                        table: 'sys_app_module'
                        id: 'b6a35b3e69d74c969bf9a3f0dc334a94'
                    }
                    'module-registrations': {
                        table: 'sys_app_module'
                        id: 'a978156e8a0a4aeaa9be66c9f76ae189'
                    }
                    'module-self-test': {
                        table: 'sys_app_module'
                        id: 'c2e0cc466a604b768dd115b120bf8dae'
                    }
                    package_json: {
                        table: 'sys_module'
                        id: '5c3bd0212576438390fb29f8abeb393d'
                    }
                    'privilege-access-control-read': {
                        table: 'sys_scope_privilege'
                        id: '7043c9ea741747c090352c6723a4b3bd'
                    }
                    'privilege-api-glide-api-event-management': {
                        table: 'sys_scope_privilege'
                        id: '4e3a8064eda948d0b585b5c8be64e8bb'
                    }
                    'privilege-api-glide-api-properties': {
                        table: 'sys_scope_privilege'
                        id: 'b0dbf6b9caec4cb19a3cc4ea1d4d3549'
                    }
                    'privilege-api-glide-api-user-roles-and-groups': {
                        table: 'sys_scope_privilege'
                        id: '0cc982db4799482385ab432fa7b5cdce'
                    }
                    'privilege-api-glide-record-delete-record': {
                        table: 'sys_scope_privilege'
                        id: 'b18f467aec9a400d8cce95a4b4e81db5'
                    }
                    'privilege-api-glide-record-insert': {
                        table: 'sys_scope_privilege'
                        id: 'f06357a6f13d490eb3a7123763b38813'
                    }
                    'privilege-api-glide-record-secure-get-value': {
                        table: 'sys_scope_privilege'
                        id: '296ccd40cb774adeafaababbe1ddf4a0'
                    }
                    'privilege-api-glide-record-set-value': {
                        table: 'sys_scope_privilege'
                        id: '79cdde0ef6df42feb6bff42b4cd86bad'
                    }
                    'privilege-api-glide-record-update': {
                        table: 'sys_scope_privilege'
                        id: '5dc4ab761d2e44e1b8c1744470e18a38'
                    }
                    'privilege-api-restapirequest': {
                        table: 'sys_scope_privilege'
                        id: 'd5abb1b5e6fc43919cfb792094b05f0e'
                    }
                    'privilege-api-restapirequest-body': {
                        table: 'sys_scope_privilege'
                        id: '2eb26b942a15498aa397a976f2f2ef0b'
                    }
                    'privilege-api-scoped-glide-element': {
                        table: 'sys_scope_privilege'
                        id: 'cf82a97ded4c442d9962851e046c347b'
                    }
                    'privilege-api-scriptable-connection-info-provider-get-connection-info': {
                        table: 'sys_scope_privilege'
                        id: 'b5ce6cada98e4b3b9e8c571f0c78b580'
                    }
                    'privilege-api-scriptable-restmessage-client-execute': {
                        table: 'sys_scope_privilege'
                        id: '7cd324ed7cb74e90b975f58c7f7fecbf'
                    }
                    'privilege-api-scriptable-restmessage-client-set-endpoint': {
                        table: 'sys_scope_privilege'
                        id: '058c5f4cd6b44e9fb14e0427124c1ff8'
                    }
                    'privilege-api-scriptable-restmessage-client-set-http-method': {
                        table: 'sys_scope_privilege'
                        id: '6d9f118b7aa34f96a5c82f2888ffdd9e'
                    }
                    'privilege-api-scriptable-restmessage-client-set-http-timeout': {
                        table: 'sys_scope_privilege'
                        id: '48f0fbf3744f465aa3b9992a93f90b69'
                    }
                    'privilege-api-scriptable-restmessage-client-set-request-body': {
                        table: 'sys_scope_privilege'
                        id: '5d66caec2e1a4402ad01d64c579f5c5b'
                    }
                    'privilege-api-scriptable-restmessage-client-set-request-header': {
                        table: 'sys_scope_privilege'
                        id: 'dc0980455d7544c5ab41f7320310428f'
                    }
                    'privilege-api-scriptable-restresponse-get-body': {
                        table: 'sys_scope_privilege'
                        id: '88506b59de3d4b3d99fcd210a4e75969'
                    }
                    'privilege-api-scriptable-restresponse-get-error-message': {
                        table: 'sys_scope_privilege'
                        id: 'c636f7f624824d48bc2064299a89b9d5'
                    }
                    'privilege-api-scriptable-restresponse-get-status-code': {
                        table: 'sys_scope_privilege'
                        id: '6841d47052194a6695be858343e9bbf6'
                    }
                    'privilege-api-scriptable-service-result-builder-set-body': {
                        table: 'sys_scope_privilege'
                        id: '7d92ab4ff8f44e7ab7e9e6b349a37295'
                    }
                    'privilege-api-scriptable-service-result-builder-set-error': {
                        table: 'sys_scope_privilege'
                        id: 'cc5287fa37ef47fb92b336c918fe8aed'
                    }
                    'privilege-api-scriptable-service-result-builder-set-status': {
                        table: 'sys_scope_privilege'
                        id: '44ed2f98142e4e9097be6339f2e117bf'
                    }
                    'privilege-applied-policy-read': {
                        table: 'sys_scope_privilege'
                        id: '54d8e8835d934582b9747a52dbb43b29'
                    }
                    'privilege-approval-definition-read': {
                        table: 'sys_scope_privilege'
                        id: 'acec9e3c507241ecb5f02180a4c76d0e'
                    }
                    'privilege-approval-read': {
                        table: 'sys_scope_privilege'
                        id: '6184259db840427b9efee367caca296b'
                    }
                    'privilege-change-create': {
                        table: 'sys_scope_privilege'
                        id: 'c20f656559f1482b989dc483c986e5b8'
                    }
                    'privilege-change-read': {
                        table: 'sys_scope_privilege'
                        id: '9d04ea6d827a47c9ba4b886c4e43f389'
                    }
                    'privilege-change-write': {
                        table: 'sys_scope_privilege'
                        id: '55284f6d474142638b829b8413924d0f'
                    }
                    'privilege-group-approval-read': {
                        table: 'sys_scope_privilege'
                        id: '82fedadd3cec4cd4832051ec204686e1'
                    }
                    'privilege-incident-read': {
                        table: 'sys_scope_privilege'
                        id: '875782b315d34167878c084c5a095168'
                    }
                    'privilege-job-read': {
                        table: 'sys_scope_privilege'
                        id: '7eedf42dc5fe423fb35329972c031a65'
                    }
                    'privilege-journal-read': {
                        table: 'sys_scope_privilege'
                        id: '2213324569bf4f6d8086de08cfee5407'
                    }
                    'privilege-model-read': {
                        table: 'sys_scope_privilege'
                        id: 'd5387d7c51ba41f6a9adb488f27ab218'
                    }
                    'privilege-model-state-read': {
                        table: 'sys_scope_privilege'
                        id: '98241b9a3e6c4e1a9648d1f22fb653c4'
                    }
                    'privilege-privilege-read': {
                        table: 'sys_scope_privilege'
                        id: '071944530f0346b8b35f4b70c0401cd4'
                    }
                    'privilege-role-read': {
                        table: 'sys_scope_privilege'
                        id: '7127ab40721543c5923dae7af258f60a'
                    }
                    'privilege-rule-read': {
                        table: 'sys_scope_privilege'
                        id: 'af6b151ba74245b39c4b3134b9cb7ed1'
                    }
                    'privilege-script-action-read': {
                        table: 'sys_scope_privilege'
                        id: '5a504b0e9eb040ac9d2fac30189ab9ab'
                    }
                    'privilege-task-create': {
                        table: 'sys_scope_privilege'
                        id: '394cc84c7f184613a13daabe2e0a72b7'
                    }
                    'privilege-task-read': {
                        table: 'sys_scope_privilege'
                        id: '407b3bfd57574752bf6ee6fcb59a8c5d'
                    }
                    'privilege-user-read': {
                        table: 'sys_scope_privilege'
                        id: '4883f9598f9f44ffa63deb3051cdfe7b'
                    }
                    'privilege-user-role-read': {
                        table: 'sys_scope_privilege'
                        id: '1e1f7f04af4a4d83ab654fd6e8476117'
                    }
                    'property-allow-loopback-http': {
                        table: 'sys_properties'
                        id: '6344c6e6d39148e192e942f970ba2daa'
                    }
                    'property-decided-by': {
                        table: 'sys_properties'
                        id: '19077bbcde95460d88812c03cb6ff1a1'
                    }
                    'property-evidence-retention-days': {
                        table: 'sys_properties'
                        id: 'cbf5959cc91c456da5659b2d7a5089f9'
                    }
                    'property-lease-seconds': {
                        table: 'sys_properties'
                        id: 'd647c5bc54064a4e88e60f1a6d0c7d87'
                    }
                    'property-retention-days': {
                        table: 'sys_properties'
                        id: 'b9feee73db4540a3bd3a7243a27d7ec7'
                    }
                    'property-review-group': {
                        table: 'sys_properties'
                        id: '515cb2d042ad4dbba66360f6c03cbe0c'
                    }
                    'rest-checks': {
                        table: 'sys_ws_definition'
                        id: '27d699e3f67c45f192a5ebfcb5a05c7f'
                    }
                    'rest-checks-create': {
                        table: 'sys_ws_operation'
                        id: '63521e4c70cd4ddeba11d45c84832532'
                    }
                    'rest-checks-v1': {
                        table: 'sys_ws_version'
                        id: '536b52c5dd874a43bac22ae04abca300'
                    }
                    'rest-codefresh': {
                        table: 'sys_ws_definition'
                        id: '9e7c8d1b308540ec8d04bdfb7ccfe048'
                    }
                    'rest-codefresh-callback': {
                        table: 'sys_ws_operation'
                        id: 'f2b14fe53b0348eaa79687f935caa5b3'
                    }
                    'rest-evidence': {
                        table: 'sys_ws_definition'
                        id: 'aaf2015511e9464282c4d93101d23150'
                    }
                    'rest-evidence-checks-create': {
                        table: 'sys_ws_operation'
                        id: 'f6805285ca3648c7ad9b03ae9702fa35'
                    }
                    'rest-evidence-create': {
                        table: 'sys_ws_operation'
                        id: '9bb01d59c5b84c7db5f421f117b534fa'
                    }
                    'rest-evidence-find': {
                        table: 'sys_ws_operation'
                        id: 'e12bb9e78d5d4248bc6e7e4a34becb66'
                    }
                    'rest-evidence-v1': {
                        table: 'sys_ws_version'
                        id: '247758f077f246cfba0d7e1b97e52cef'
                    }
                    'rest-redirect': {
                        table: 'sys_ws_definition'
                        id: '4ec46fff1d1b440fb0a6cfb1a6df6f4d'
                    }
                    'rest-redirect-step': {
                        table: 'sys_ws_operation'
                        id: '821c91f1ae0d4deda7f624d68a0bb08f'
                    }
                    'rest-registrations': {
                        table: 'sys_ws_definition'
                        id: '66867d11651940909aff8510e8c8fcd7'
                    }
                    'rest-registrations-create': {
                        table: 'sys_ws_operation'
                        id: '7b83fe04df9d4cd4b6b6224c48b818b2'
                    }
                    'rest-registrations-find': {
                        table: 'sys_ws_operation'
                        id: 'e422d7c8512b42258cda860995948c1c'
                    }
                    'rest-registrations-read': {
                        table: 'sys_ws_operation'
                        id: '3793f0ef2852490ca403ca47b364c77d'
                    }
                    'rest-registrations-v1': {
                        table: 'sys_ws_version'
                        id: '927ecb279e214cf9a66a2c6831a9d21f'
                    }
                    'rest-registrations-withdraw': {
                        table: 'sys_ws_operation'
                        id: 'f32a90eb75b74822988ba9906ec2706c'
                    }
                    'rest-self-test': {
                        table: 'sys_ws_definition'
                        id: '8797b6518cd84fcab0b1cba954b90634'
                    }
                    'rest-self-test-run': {
                        table: 'sys_ws_operation'
                        id: '2794d30b3209425f8f46923597381ba9'
                    }
                    'rest-self-test-v1': {
                        table: 'sys_ws_version'
                        id: '8f14af88e27b41d2b2d1173f942609ab'
                    }
                    'rule-change-deleted': {
                        table: 'sys_script'
                        id: '53d46cb31dea4addba4e99f676b860c6'
                    }
                    'rule-change-written': {
                        table: 'sys_script'
                        id: '2368b97842604a12b8a680e2566ea77d'
                    }
                    'rule-credential-without-alias': {
                        table: 'sys_script'
                        id: 'b1ee91a8339f46c8b5a92ad2c18235b5'
                    }
                    'rule-credential-without-app': {
                        table: 'sys_script'
                        id: 'a39a6d94d1604ad184ec0891b2bd0c5f'
                    }
                    'rule-evidence-of-change': {
                        table: 'sys_script'
                        id: 'dc39263f26b24ef09ace138bc9f2f409'
                    }
                    'rule-evidence-of-new-change': {
                        table: 'sys_script'
                        id: '3fc0e1cea1f94ecea1ea859845ba5305'
                    }
                    'rule-token-of-ended': {
                        table: 'sys_script'
                        id: '155e55d6573441e1bc01cc3fba6088ae'
                    }
                    'ui-action-retry': {
                        table: 'sys_ui_action'
                        id: 'abc9553f3c11446c937a33ade979e934'
                    }
                    'ui-action-self-test': {
                        table: 'sys_ui_action'
                        id: '4d987995fb4f4c86b987f918ab481f60'
                    }
                    'ui-action-waiting-builds': {
                        table: 'sys_ui_action'
                        id: 'b5693a9d53cb46cfb71c90d26da8d806'
                    }
                    'ui-action-withdraw': {
                        table: 'sys_ui_action'
                        id: '57e74c31ec3e4e219c28ac0c51f3beac'
                    }
                }
                composite: [
                    {
                        table: 'sys_ui_element'
                        id: '001c4ee15eaa4a91830b238b9f5d121b'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '01b956294a984ad0abf048ae11a29516'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'name'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0207d91965a04968acb6e49eaf54da75'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'title'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '02f46e8cca5640249b4e6d2243379db6'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'ran_at'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: '03290ae3717c4eb19db6d602b2ca8546'
                        key: {
                            name: 'x_change_gate_registration'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '034bbdb1006a4cc3b113f9fe43bdbf88'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'flow_context'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '03bdc52b34c0403d8122c481c3de6927'
                        key: {
                            name: 'x_change_gate_registration'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '04ed004fa2a749c3818eba6a2bac00f8'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '054a98ad0d954be9a168b41f8fcabff2'
                        key: {
                            document_key: '96bb42c2f7844f9383295a91b2ae0c54'
                            variable: '989d9e235324220002c6435723dc3484'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '058a10180bc049f9861600038380a6d1'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'finding'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '0593e2d1d0474ded970161ae1321a399'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'update'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '05948769c6144045a2cb773fdafeedd8'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'findings_critical'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '061a2f5bb8774fe9be07a0ec02a73004'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '0645c302f5944d629dc0a28bafb1f20f'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'base_url'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '0659087e8463418d9f9605ae41748b94'
                        key: {
                            sys_ui_form: {
                                id: 'b332a51f23d047fb8b0271a42abf0be0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '072bf3b540204410a5a2979ce8c3df8b'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'decision'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0740b1069e734ba3b80b2ef9f15a6d64'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'attempts'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '077d44f19cf94a8a82e3a49d12510264'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'delivering'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '08d3a5d98cef48429ebec4e16840e1e8'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'status'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '093172de89a743daba2418fdd2e7de3f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                            value: 'none'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '09f62a9b307445cdb605d8b84cbc6f3d'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'key'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '0b1cca90cbec4be78eaef1c046e65bd3'
                        key: {
                            document_key: '20567be3190d42b4b0b90a696e7eccff'
                            variable: '42f2564b73031300440211d8faf6a777'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0b4accf4e9b040dfa751580dbbf962a8'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'credential'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0b5a1b53526f4d7fb21135714a290ec6'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '0b9a97badfdd4411b74db7a68c4469c1'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0ba9612e231b427b97873734a8ad20cc'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'counter'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '0c02fd106d7a43a7866ee8fdec09b32b'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'decided_by'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0c39ee60a61549fea2639def18db7218'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'login'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '0c4e292ef3ff4f8596604adc16f93075'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_components'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '0c99d2e569dd43aca3b0842bcde8bcfb'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0d01dee380f640b38ee737babd8e841e'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'build_url'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '0d3aa910733045cb8add2ed513297e4e'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0d3f431c381c4a44a24502092281c54c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'target'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '0da81167732b4bb083051b7c073148f9'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'on_deadline'
                        }
                    },
                    {
                        table: 'sys_hub_step_ext_input'
                        id: '0e5118a2d556409aa723ea2950e58880'
                        key: {
                            model: 'a274110398364465a67d4230eb18b92e'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '0f9100440477450a8288eb4e395deee4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '0f95e87044a44ad9932ee46c7d2537d4'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0fa56b53a2744cf9b5541087d7e28082'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'evaluated_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '0ffabbacd1904f118c6e348c29166005'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'text'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '103d160ea3184a61b045129155db99e0'
                        key: {
                            name: 'x_change_gate_evidence'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: '11e41206e0834e478116dc4d7882ae35'
                        key: {
                            name: 'x_change_gate_report'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '12d7e524b7194156a39da7b12482c352'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '1332563a97e94c49bbe870beba173242'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '13910604a88b439e9ecbb4df2a732620'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'direction'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1417e2a14ca648be9f869369c73647aa'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'jwt_provider'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '149b7156031243a4957a29a0b2eac163'
                        key: {
                            list_id: {
                                id: '1c09d930cfe0408d9fd2856ef85475ce'
                                key: {
                                    name: 'x_change_gate_credential'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'user'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '14e8a4fafeca4cd690efb7b5c363b02d'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'title'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '14f4ee2140334d72a5deaac127917140'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'detail'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '1510cf55b374487892e14bd2bb8fe090'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'flow_context'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1518fc488bae4088a12b5f42e77d4e61'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'authors'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1551234fa0d946f8b8b35eccfbc37277'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_false_positives'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1571e9b43267499aa84cc66ca4c05d94'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'finished'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '158bc696278c4f6e99020c4b7d7d53ba'
                        key: {
                            name: 'change_request'
                            element: 'x_change_gate_evidence'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '159b718a7e3941f0abe7ffd38ea7a9ac'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '15bc430904604a57aa1104314bf50644'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'commits_not_reviewed'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '15d38e7fcfe74b31b7b9d65e4acc7212'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_medium'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '16ebf0ac3b4d4228adbec6555824cd0a'
                        key: {
                            logical_table_name: 'x_change_gate_registration'
                            col_name_string: 'next_attempt'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1703c4bfc8fb4c0fa2e8438e9bf4a6e9'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'merge_requests'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '17b85a22f78d4d5988096b988c29309f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'changes_status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '1843a54c9862437fa9046f7efc13603f'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '18f706e47e764e35a21dae37d3e5dfce'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            value: 'diverged'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '19fb3fc089f94b55bee680e61fabad9e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'key'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1a1d3fe6fd8c406dbb9cfdfdf8f57542'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'base_change'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '1b5253508dc140b386b3437c449b7b54'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'finished'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: '1b57461efdad435ab4d0333a027715c3'
                        key: {
                            name: 'x_change_gate_evidence'
                            caption: 'Change evidence'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '1ba9f6dbe7574761baef28053b14791e'
                        key: {
                            sys_security_acl: 'a534e411659849debc9ba1d9a1a392f2'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '1bc3fe6b762c4971be5983dd8fbe8aa8'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_failed'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '1c09d930cfe0408d9fd2856ef85475ce'
                        key: {
                            name: 'x_change_gate_credential'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '1c4ab1bf703745579f62efdbb869938c'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ended_at'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1c72e3d8d668468984fa4cbd28bd2708'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'silences'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1ceb4c23b672404c83f7808f7b2ca4f0'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'active'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '1cee672b6db74aa8b174b9feeba42ef7'
                        key: {
                            document_key: '8e732463eb834905958043031f3ebba4'
                            variable: '989d9e235324220002c6435723dc3484'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '1d92cbf823c84cf487014178bca6d7c0'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                            value: 'none'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1da8aba4e34f4bed96492dee4be24afe'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1e32cb9a8ea04f90a97feccc7ae2927b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'flow_context'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '1e83ed9153d147f6a5787f268db47a61'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            value: 'unknown'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '1ead775fb9d7452bbe481a3af2065703'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'claim'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1fa23508134d4ecba691e8de184ca027'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'jwt_provider'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '1fbbfe41d3a5429e80009ae17fd0f8b1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'ref'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '1fbd5e6b4af443738b9cd5b99d5ae6e6'
                        key: {
                            name: 'x_change_gate_evidence_item'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '1fc8bc04a4a4425fbb3c71f07f139761'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'window'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2002c38da3ef4552a58ca1caaebc93b8'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '20d76371fa3744dea32dfc3fef90297f'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'claim'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '2257193a90ae42629f55c06d6d3f0ce9'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_medium'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '226599665e7e4429bed95eaa7501e493'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'started'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '226d3476277b427c8a1c52cf085cd53b'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'digest'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '22e8dfc0754448be8bef79f010d8b1c7'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '22fd7348fbc441aeb3a9d4184423b7f6'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'release'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '242f2a868452496fba20274b6b34de57'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2491899d68cd4f1d890739da5e05924e'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commit_id'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '24d329ba6a344b779eebdfd0aa5b10ba'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_status'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '252f28f744b0491ebaec2e457b7a7c69'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_low'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '255d3a4029404ee1bcda69d46d1d9c1e'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'mid_server'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '256c9177a7e14b589a8e001176ef9ac7'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'remedy'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '26da13caeacc4492b5b63f4679053252'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'sys_created_on'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '27c573fb68884e9f95d353d9b8fc9397'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'next_attempt'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '27fa763d7fe1400bb5642bff9a3ab93f'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'decided_by'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '280d519ca72e48428f52841b20d3059b'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '283e67f27306458aabc9e253a1aabe83'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'problem'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '283e9631dd404025a18fc24d3bd6a202'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_passing_percent'
                            language: 'en'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '28fdec11cbaf4d46acdf4764bba76277'
                        key: {
                            name: 'x_change_gate_self_test'
                        }
                    },
                    {
                        table: 'sys_hub_flow_input'
                        id: '29232aee25ab4e4cb239c68a04aa650a'
                        key: {
                            model: '00d45aee7572484ead915345c343205a'
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2952a3a5722248a9b13ba0b7c97ae45d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'stream'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '29605fc933734ec389651716d010b2c6'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'recorded'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '297274078ce94c35a7a186de6e621d74'
                        key: {
                            name: 'var__m_sys_hub_flow_input_00d45aee7572484ead915345c343205a'
                            element: 'change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_hub_action_output'
                        id: '2a29da0f4bc14bc094a4742108b623c1'
                        key: {
                            model: '314cbed14ef44d4fa331c5b6b8939c19'
                            element: '__action_status__'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2a2e1a0abe0047e18df19a785b8fb5b2'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '14'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '2aaa4c8887154ae99d8700a3997215e7'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '2abcc5813aa54939bd7581f7bc27c5d8'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_failed'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2ac6f81939fd4d8c8c85202cf4eb8ea5'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'conflict'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2ae83bd5cdd4485c97401d707bb6ad8c'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ref'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '2ba8c219283140818a088283be0b7157'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'on_deadline'
                            value: 'leave'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2c0498cebc6c40bf84514743d201b324'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'proceed_states'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '2c0c3bae42be4d97bfd08b0376a77676'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'seen'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '2d0531c06c984ebe9f5beac3b6397546'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'release'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '2d45e841ee264355b3d5f4ef7fd99dd4'
                        key: {
                            sys_security_acl: 'c1a59593be56403db4750bcaa4451265'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '2d6f9a59d97a4c23988efbc55d2887e7'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'reason'
                            position: '15'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '2d75f25849bc4fa8a4006ede49dcf1db'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'approval'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2dac0c5bd75c48158f406faf94e8c0c8'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2dbe3ee39d2d459ca6ec265e1b5d6de2'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'user'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '2ecacdec168f455683f88fc0152c9024'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'started'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: '2f5c4008539b4ba780d9cc605af344a2'
                        key: {
                            name: 'x_change_gate_evidence'
                            caption: 'Tests and coverage'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2f8760d0e93343b49a96e166c9bfe1d7'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_passing_percent'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2f8d7dc3ecef41c49e85543e527bf418'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'nobody_noted'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '2f8fec9faeb9444ea10e6f6f0056304e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'on_deadline'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '318164ed0cc94d909ba83642f31bb1dd'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '329c1caffb414b09861cb546b7f449e0'
                        key: {
                            name: 'change_request'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '329e0847e16f4e2cb9c78f19c6faed9f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                            value: 'incomplete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '32a3921459fd45a4854bb8cc6b70f518'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '32bd0705b2864e63b044159d35bf8686'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'security_status'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '32e6b2de239b48ecab396980d1fef308'
                        key: {
                            name: 'var__m_sys_hub_action_input_314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'decision'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '32f75618020647788ce1b8276b3adf61'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'commits_without_work_item'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '338fdb5911514756a444ac385f1a2e4c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'lines_covered'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '33cd48dbaf204b5683c41f7921d758ab'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'coverage_status'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_hub_flow_input'
                        id: '34159a1de12045d5ab3f41fdb34ba073'
                        key: {
                            model: '00d45aee7572484ead915345c343205a'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '345f90f739d4409b9c0cf9dedad41272'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '348ddcca6c81443a99c0bc9eda21d7f8'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'credential'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '35ccbbe84be04b3596e5e66f51955421'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'format'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '35ea74ce7b9b4e5ebc93defe6438c749'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'decided_at'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_element_mapping'
                        id: '3630527399364919ac6be0608f461b24'
                        key: {
                            field: 'decision'
                            table: 'var__m_sys_hub_step_ext_input_a274110398364465a67d4230eb18b92e'
                            id: 'a274110398364465a67d4230eb18b92e'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '3656e7124c4c4a6295f2aa5905b5e3a0'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'evidence'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '370db3d85ddd4b028fde54a1a2f0c231'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'attempt'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '371ab21306b34aa198adea4be1e7349b'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '374b3ca347c344d48a24c1831a7db1c4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_medium'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '375f9c6776eb43c4b2efcaf857efba4e'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'active'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '37a22dd18093422f9cac6250d8cd4eb3'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_new'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '37a41277c0c04658adc4aa2b985e5628'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '37bf021584fa46429303db1815b36b2a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_by'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '385d9d3dc2d943e19287cf23fdc637cb'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '38aa3d9ca5994b0f9c54017f9d6764c1'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'name'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_user_role'
                        id: '38e9a37b7bbf4a3c9d42f44d1e95c993'
                        key: {
                            name: 'x_change_gate.emergency'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '3a24c77f341a4a31a23809f842fca57f'
                        key: {
                            logical_table_name: 'x_change_gate_evidence_item'
                            col_name_string: 'change'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '3a6d189d61234793a00a0366f80832e4'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'format'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '3a75a9874587486cb9760a6f4b554f8c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '3a7be884f8ff4bf59a48ddfa342a4f3f'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'claim'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '3ad646923be249f6a439df7188073ed0'
                        key: {
                            sys_ui_form: {
                                id: '4f8de812bd134e01a1e39edb2e491758'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '3affc6a1a8854595ac2a69b13deec753'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                            value: 'unreadable'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '3b2e9c7d686f4a88a0ea02cabe642b74'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'mid_server'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '3b38163fbcba40d2b5d008336c96cb85'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_unscored'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '3bdfe2cfd4724374b2af5be655e5a59e'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '3c12633ff7e64324965e02e273ab2a94'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'number'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '3c91dbc29cfe43438e561af29af15461'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commits_not_reviewed'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '3d06c0fc4d234a81969c1b6cabc72f58'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_critical'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: '3d34bed40727489e9c66f23232cf259a'
                        key: {
                            name: 'x_change_gate_person'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '3d3f2ecd65a5417396d19d5c96208b24'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'target'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '3e6db3cabe2747f6b52d742c52bfa15f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'active_key'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '3f26fb46e5bf4d079c2cb9bdb2c2a906'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '3f53591944494ad7a0e16a37d3a11396'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'on_deadline'
                            value: 'deny'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '3fb1b854f2394258bafb601bfc438bf6'
                        key: {
                            name: 'x_change_gate_person'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '3ffbf77447ca47c287cf0b54a30bbc1a'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'decided_by'
                            value: 'rules'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '40106eda4c2e4657a3ff73843179ffd5'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                            value: 'not_given'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '405df04fca444f1db71754b8d2af3989'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'claim'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4062e8fbeb434b7ba99feb922d589b8e'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '406b9d7ff39142d598de2d1538704ff5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '407d2f1ae99d427b98274e34d7d1cba2'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_info'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '4150a3801ef7414a90cc2a08d42dc7d4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'approved'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '415d13991b0944a4b9a73ee0ea645ded'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'artifacts'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_hub_action_input'
                        id: '418a93170d7f4ce4baa9ea06fc47a4af'
                        key: {
                            model: '314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '41dce65ac10e49fbad01a04088ca6a28'
                        key: {
                            list_id: {
                                id: '695c331a93364af79f9e0426d2365357'
                                key: {
                                    name: 'x_change_gate_person'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'login'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '41f64f43e6ca48b195b6fb0c262fe3dc'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'detail'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '4201c8838cef4dcca8dc6d3810b8fca6'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '421c3ffeb8a14ada847711ec735be8d9'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'commit_id'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: '42204c65b0f446cbbe380ad743ff613c'
                        key: {
                            name: 'x_change_gate_registration'
                            caption: 'Policy'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4261559d4ceb4f23ab9c01365872d016'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_flaky'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '42692aaf9fb74a6e905ec0d522e08f6a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                            value: 'complete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '4350fb0359da4ec098f454e416191c6a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '43551d4f52d54adf8aa2fa0169418fef'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'active'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '43760830cab2483fbda9fe078267ee23'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                            value: 'not_given'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '43a4c2941f144e55997f88375dd06071'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_skipped'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '444a94ae8a9c4b1b9c53665371241c05'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'key'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '444fd6ce3a4948109ac84662d695fc7b'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_skipped'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '448728cac21544a8aabc40e17055b651'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'authors'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '44a17065de0c45f3a70d52f715cc5bbc'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'window'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '450a3e8e2743459bb47ca11270ea74b4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'stream'
                            language: 'en'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '4575ecf80e1541348f1f6937fd633461'
                        key: {
                            name: 'x_change_gate_registration'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '459cb29e442a4911af80900b7ef761f8'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'sys_created_on'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '45eff87918b84f399e472944aa514451'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'key'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '45fb65ddd6b748a9bcb84ea9ee92fc5f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '462bdac2195a4b6ea36c25162ebc3315'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_critical'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '46324ca9b53c4fb2bdf7b8ac60d58476'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'last_outcome'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4642ee76cd5f48e9960c894fd28c0073'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'commits_not_reviewed'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '46c2ea069a14447ebe2e830d0e44b227'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'attempt'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '472df4b5a63344db8a395aa33257a8a7'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '47554176a7b24777abc291d7fdfb1e16'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_high'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '47aa4d710e424999b087b344ff15ef86'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'looked_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '48bbea6e39924d7ba7e5896aa02d88ec'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'token'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '49093d6b8631428bb46ad276f54fdf7b'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'reason'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4921be402bbf4e9faec51b6f037f2af0'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_errors'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '493e8ee4a5b34d6da1bbbc3ea659e837'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '49469b552c684d958b9d93cc29c04a14'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'changes_status'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '495945633f234d9587f3c629a47ac519'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_unknown'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '498b47f529ed454584fde328c31f62f6'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'sequence'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '49bc408689d648cbb55ff81467e7709a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '49ef47f5987f4467bd67cf6ceb75ce1c'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4a07e85ce5684507bee637c90f18207f'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'who'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4a11dc42a7784503abcfd03c37af4dc5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'deadline'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4a26e3d57f154d0dba41bd622956e1e5'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'key'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4a2fcbff47104841b7dc24ee9f2b2ff3'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'seen'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '4a50a5e1930449bb92435196ee39d8fb'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_by'
                            value: 'rules'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4aec5fc2899d4bbcb4a0b12f7d6bbe9f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_flaky'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4b57b46790a642aab2999b3b4a2048de'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'base_commit'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4b660d5a9a634d98878683de92033bd4'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'base_change'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_user_role'
                        id: '4b81bad6ea994870866527c3b367971a'
                        key: {
                            name: 'x_change_gate.pipeline'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4bca5e47cb5749b1920cd91542daf9e3'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4c2742151df7456a8444f66f505e4e67'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_as'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4c5170f706e74efeaba452edfc3523ee'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_info'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4c89a80c717b4887a9b7977c58b7e048'
                        key: {
                            name: 'var__m_sys_hub_action_output_314cbed14ef44d4fa331c5b6b8939c19'
                            element: '__action_status__'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4c982e93f9b84eca9c6743c816538115'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '4db74af10e1e49f09df086cfe2cea4a5'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4dec92e0b75d4f65aff57510f4e6b0cd'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'instance'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '4e04ad6a78024a9f8e12cef1b93f18c4'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'code_coverage'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '4f00f0ffbfa644d497426e1f89b22656'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'merge_requests'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4f2a13419ea54c28bf7f604288e143f4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '4f3ceb303be14d77bb3b39a6b3df570f'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_form'
                        id: '4f8de812bd134e01a1e39edb2e491758'
                        key: {
                            name: 'x_change_gate_registration'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '4ffdd81df11b417db56d1e8fc96e965b'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'lines_total'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '50b2560899b443c9995785bc0d7b6c31'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'recorded'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '50bd80a506f442d1bfd07b7fa9ad8bcc'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sequence'
                        }
                    },
                    {
                        table: 'sys_ui_action_role'
                        id: '50fb2b74e2f34c3f9352c1a111fa6e1c'
                        key: {
                            sys_ui_action: '57e74c31ec3e4e219c28ac0c51f3beac'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '510d5b47d33f40e9ad6a0017609b62a8'
                        key: {
                            sys_security_acl: 'b9f87639229449c89a6bf1bc33c4b79d'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '513041452946458aac81603c7a856c21'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'tests_failed'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '518d4dac49f143a0b382e19c4f2e10db'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5296b76d7624488d8e67bff3c2fbab3a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_passed'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '5299a6ac1b7b4e6da4495034e0a93ebc'
                        key: {
                            logical_table_name: 'x_change_gate_registration'
                            col_name_string: 'ended_at'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '52f1233c32054ab383dcba3cda670ace'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '5358675995ac4ac583d8622e8fbdbc7e'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                            value: 'none'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '540aae6b15254a238fbee6832db5f85b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'nobody_noted'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '548ea3fbf70f44aebe00e5f6302d3fb5'
                        key: {
                            sys_ui_form: {
                                id: 'b332a51f23d047fb8b0271a42abf0be0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '54e1757168e2457887459e4a963c053a'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'findings_critical'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '55131183b38d4c8a8df8c8a1bee623b3'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'ended_at'
                        }
                    },
                    {
                        table: 'sys_element_mapping'
                        id: '5570f64509ce40b29a96fde95b8e795f'
                        key: {
                            field: 'reason'
                            table: 'var__m_sys_hub_step_ext_input_a274110398364465a67d4230eb18b92e'
                            id: 'a274110398364465a67d4230eb18b92e'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '55d13eaacb5543e598c5131dfa885cd3'
                        key: {
                            sys_security_acl: '5654bf2d656340dfa908e6c224a18916'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '5635df91c15740ffaec49a59abcc6f16'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'base_commit'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '567c73969902417fa9ad3f77d277478c'
                        key: {
                            sys_ui_form: {
                                id: 'b332a51f23d047fb8b0271a42abf0be0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '56c97c0a6441469da414ba3871974246'
                        key: {
                            logical_table_name: 'x_change_gate_evidence_item'
                            col_name_string: 'evidence'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5712fb62f19542b381fc6a1b69ad1681'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'problem'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '58bd4b9c51874170921c206fe82fab8f'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'problem'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '594d80be7b464f10b6da42a374b97b66'
                        key: {
                            sys_security_acl: 'a611b69e94bc44719a86fab37d70ebe5'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5951de566fc64993ba0a5c7af5bb1c49'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'size'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '59629759729c4856bb0e603d3af07ad4'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '59d129a8d28740bc9a5658bacf9dfad9'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'credential'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5a5f4b5031014cd785e8823f578a25f4'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'base_url'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5ae664cd836540998806aa08d21ee73b'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'user'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5bd66ff0a11b4e408c50ad7211699f09'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'base_commit'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5bdb4257f7194abcb6b5220c34aa61c0'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'separation_rule'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '5cdb1661694c4c608850392a5e454a72'
                        key: {
                            document_key: '07b21df60ddd41d09d5277b1732eea02'
                            variable: '989d9e235324220002c6435723dc3484'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '5d1157afd7fd4f0ba6407d4e55beea57'
                        key: {
                            name: 'x_change_gate_credential'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5d2e47be9dbe4b1cb06808293375ae47'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_errors'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5d3be5f26ef14c9e90893577816797e4'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5d6522d9dc4a4bbd9d02d3de8c26dcd3'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '5d6916a09e8a4a1ca08398fb8931cca2'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'tests'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '5d78477b76ef4c7cb0e20e3cd63e7a54'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '5d8aa3f8b22b4c9a868268a64089b185'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                        }
                    },
                    {
                        table: 'sys_hub_action_output'
                        id: '5defba78672a4b35ac90fc8f91b62a2a'
                        key: {
                            model: '314cbed14ef44d4fa331c5b6b8939c19'
                            element: '__dont_treat_as_error__'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5e68251ff94a4e3e900646cc878b4cbc'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '5e8ec493c8044bb4b493ec597dfdd8d0'
                        key: {
                            document_key: '8b122e0b7ec74411897a262c669e9cc9'
                            variable: '42f2564b73031300440211d8faf6a777'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '5eb2d7ee4fc34b9a97ffdab9da4cecbd'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '5f475794f0c34f8bbde32c7819b93bcd'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'withdrawn_by'
                            position: '13'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '5f49cdda9cdd4d978d6560d02d3924fc'
                        key: {
                            logical_table_name: 'x_change_gate_report'
                            col_name_string: 'registration'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '5f770b2c503e49459869b500bd6832ee'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ci'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '5f82d845078644188923393ee73df670'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'artifacts'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '5ff8b32b0a2b4283a8eabdda4c00923b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'withdrawn_by'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '60301d98bbf24eadaab38c034b7c34b4'
                        key: {
                            name: 'var__m_sys_hub_action_input_314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'reason'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '60a89fddb1af4056a898b328e9523f7a'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'claim'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '6100842e75a24efd8834a259f80c69ad'
                        key: {
                            logical_table_name: 'x_change_gate_evidence'
                            col_name_string: 'stream'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '611d5e97039b480bbfa56c1b4ff91f35'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'direction'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '613df0322dda4c4f85c58e9f4613451f'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'finished'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '618b6bb3598344459911efaab9a8b1f7'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'lines_total'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '61df3c3cc894414bb08a1224c867fe54'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'evidence'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '62a80fd25e9b497bbc2438271789da2f'
                        key: {
                            document_key: '20567be3190d42b4b0b90a696e7eccff'
                            variable: '989d9e235324220002c6435723dc3484'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '62b13445b0ac44a283f19f61a51fcc83'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '6357de740cd040ef964c15360aafc96a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'lines_covered'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '6486585aade24de2910142896cb451ee'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'coverage'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '6489b8574c60416eb7707f1a5278035c'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'next_attempt'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '6586f8cefd034538993fe3e3fcb84516'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '65bd5a05abf64a599d61351780f48883'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'work_items'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '65daec279ff9464ca08a72bac730230e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change_number'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '66053d19f23344da975f979e63881bae'
                        key: {
                            logical_table_name: 'x_change_gate_delivery'
                            col_name_string: 'registration'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6623e96f52304e09bc39ee6285f70ef8'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'code_coverage'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '666c0e4a3f5f4a07b4e7d9492b0db90d'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'active'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '667c0bcc7e314b6da0e7cd990839f045'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '66d22903825c43f8b8d6a07cb418f8fa'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '67abd58d663f4d8cac00692ecb5f6e79'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '67c7fedfa1f146c4836e78bb248358ac'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'code_coverage'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '681157e3c39e45278fe65bb864bcec6f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                            value: 'unreadable'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '68d4b2699a23400fac3e4abc72210dd1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'artifacts'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '694f78bdc06843b5952bc273527a58ca'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'started'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '695c331a93364af79f9e0426d2365357'
                        key: {
                            name: 'x_change_gate_person'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '69c79f6c140a403aa592f3cd90e4899e'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'app_id'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '6b0b48be619a4422a02f0a0eb99f5969'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'recorded'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '6bcdd8bb49ff4054b48d675406c6ae0f'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6be589ff88ed45b6a053d7ecea15e90c'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'last_answer'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '6bfffc1f33bd4f20ac5a330e21cfa2f6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'delivered'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '6c286b1cc15641509d826cbf5061cd80'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'separation_rule'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6ca7ca2093304dec8bb104393f96ca17'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6caa1c6a59794e4190dcab9cc500e748'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'sha256'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '6cb7a79333824aeca35a7aab2cd25a78'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'total_num_of_commits'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '6cf0ba9d8c34416192966534a721ab82'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'code_coverage'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '6d3db41fe6394b199f9867271c8d3087'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'merge_requests'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '6d7535a8220d4b32b7e0aa897cc75019'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'build_url'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_user_role'
                        id: '6d870021b9b34718a8698fe6e9e97def'
                        key: {
                            name: 'x_change_gate.admin'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '6dd1b0e5d1fb40ff929b5b9e283b68d1'
                        key: {
                            document_key: '07b21df60ddd41d09d5277b1732eea02'
                            variable: '42f2564b73031300440211d8faf6a777'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6dd2f3d2671044eb90cf1a99d6ac5422'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'ended_at'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '6e7885c3cd004689a4f06921379275ad'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'title'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '6f0d65eefd914031b440d1a4ddb0aabd'
                        key: {
                            sys_security_acl: '6fad3112dfa845138848f096d7c5b0b7'
                            sys_user_role: {
                                id: '4b81bad6ea994870866527c3b367971a'
                                key: {
                                    name: 'x_change_gate.pipeline'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '6f46d9af5b1941bea0a5e2773d1b0539'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'target'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '6fd78a5aa29b4e60879c4f7731113b1a'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'remedy'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '6fe0899588b04b24b85c8d7726c22363'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7028b8328119433fbfeeb9bb858f73c4'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'answer'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '70d8e026461a43f784f2f1fe333fdf36'
                        key: {
                            sys_security_acl: 'fa0f2893326243969a5bd2c5e6084b32'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '70dcf8b8c89d4817a5b539132a1ba397'
                        key: {
                            sys_security_acl: '71e521777d5b45b9a8b6b36a1137d40e'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '71d701f46d704b928950559d7a74f96a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7231f43bcc8743f3b093629264d27178'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'attempts'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '7249c2d9031c4e539823a952aca1235b'
                        key: {
                            document_key: 'a274110398364465a67d4230eb18b92e'
                            variable: '74315b04b3201300176b051a16a8dc2b'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '72976cc4ac004f43a6ba0980fdc10d75'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            value: 'same'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '72c0b4b453254d44a1822cfaab4ce600'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '735d7d0e61984a928650a8984f9e235c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                            value: 'complete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '73b3523b3b2a49d293d4626a018467c2'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'build_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '745f9cfa1fa246fd9aad00671079fe5d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'change_number'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7489e7e5b9d8451b8848d3d6011ef06b'
                        key: {
                            sys_security_acl: '2526fb199253431cbf1e08adb1b58ba7'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '75244c0ceeff4a548a5c6fe81c26d7fa'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '5'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '770379d152ef47a8a17388fc9c2a141f'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'repository'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '774baef76bf8491683b2eef23a02ba3b'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'direction'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '774e66a5e21b4b43b888e629775fe295'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'sbom_status'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '782ac075f54e4edfbecc492dcb662d1b'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'answer'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '78ed90d8e2dd4e89b0822a08cc68a36e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_as'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '78f1e91cc3c54424a29485ec2caace0d'
                        key: {
                            logical_table_name: 'x_change_gate_evidence'
                            col_name_string: 'change'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7941accf867f412db02d7b84f66f2784'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'key'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7a56bb3beb504ee29b7da44a85118af4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7a6a6d7f104146b79e5b7a0d7a39b556'
                        key: {
                            list_id: {
                                id: '695c331a93364af79f9e0426d2365357'
                                key: {
                                    name: 'x_change_gate_person'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'user'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7abd3d834dfb48068f76a9cba1706ab9'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7ae41d5fd9624c3dac01e16c152e9eee'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                            value: 'unreadable'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7b2cc89c8e6640908a6f688bcba54f61'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'next_probe'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7b2fd969bab74b948208b740fa3800f4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                            value: 'complete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7b5daa75b6eb429ea195e4f2e2adeda1'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'sequence'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7b67daa09ec140019b3c28f93a46e1c6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'approval'
                            value: 'approved'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7b7ee6c8a6214e1892a0b19d24aae3b9'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'started'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '7bbcdc48b33d4691842206d43ce886d0'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_critical'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '7c0cc2e6530f4330bdebe07a3a806426'
                        key: {
                            document_key: '8b122e0b7ec74411897a262c669e9cc9'
                            variable: '989d9e235324220002c6435723dc3484'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7c251b44ed774a9cbf50dbc40cd6e7ba'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7c388da14f2144df8ecc36c60c2a6e30'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_low'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7c43ec5e4239494ab47f075de939625d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'expired'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: '7ca4ac2cb68c4ba58612142720e9a6d9'
                        key: {
                            document_key: 'a274110398364465a67d4230eb18b92e'
                            variable: '71aa7f6647032200b4fad7527c9a719b'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '7cbb0e2224d44cf6a51a14048c39ac09'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                            value: 'none'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '7cec26abcc0c47819b416755a80180e3'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '12M.x_change_gate_registration.x_change_gate_report.registration'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7d2f1cd9306d4505b4e1110dbf192379'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'ran_at'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7d509fa076e24e75ab13147c82c4d70e'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'recorded'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7da8ba52cb6544b581fb0580a8d17c33'
                        key: {
                            sys_security_acl: '515ea75817cd4608a837dd7cb3854011'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '7dc46fbb9b7c47e6983a811e31a3d5af'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '7dcb42e4bdfe4ba2aa6990354249c578'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'next_probe'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_hub_action_input'
                        id: '7e95f82ea3d94e3e867a776bf0e0094c'
                        key: {
                            model: '314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7ea31b538f674bc1abadc5ff8b654b6c'
                        key: {
                            sys_security_acl: '6406dbe007804afcabceb8e824c30777'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '7f1370de24a7439a8de67e2e5d28a558'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_high'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7f1b4660c9234c5aafe49a4abd8c406f'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'next_attempt'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '7f3768ec46ee462fa93b7e657b01bae0'
                        key: {
                            sys_security_acl: '75e6de4df0664a4ab9ab84f028da7814'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '7f792bfdb7d04063a544f28b97f5fe78'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '7ff25ad838454abb8c3abfe3d553a07d'
                        key: {
                            logical_table_name: 'x_change_gate_evidence'
                            col_name_string: 'recorded'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '816cb086d2794ef7926d64b7b74580dc'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: '8193e210c9b547b79a2b35f6f1b3d238'
                        key: {
                            logical_table_name: 'x_change_gate_registration'
                            col_name_string: 'change'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '81ea8ed3cd5742e0842ae6f43be59445'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            value: 'rollback'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '8271e90801c248878af815f89f26afba'
                        key: {
                            sys_security_acl: '3744224a82944d42857b33e2831021e9'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '8277ebd7ed7c44c494acc08a90048b9c'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '82ae75c38d57413ab3adcac61e583c2b'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '82af3d8a56ae4121bcb7ae10b4d63db7'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_total'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '82bb1f933cd24511ad1cc37e61a6e478'
                        key: {
                            sys_security_acl: '54462e36ef26425e8e4befd2b3e31a8d'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '835c57ad77874857b363eb1513c6832c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_passed'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '839bcd23cdc6419fbc58e835952aba93'
                        key: {
                            sys_ui_form: {
                                id: '4f8de812bd134e01a1e39edb2e491758'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '8403375dffa543c58ae4ca929d8d23b5'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '12M.x_change_gate_registration.x_change_gate_delivery.registration'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8498726adab44ca6966e606692f688ca'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '84cac70c64ad49609eb97bda064ead04'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'answer'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '855ab031812f4203ae47cb4209233550'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'retried_by'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '85696f4d15fb4956b56a28eb0ec49407'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'ended'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '857c68f629d44157ae4c9b34bdbaf73d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'superseded'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '85ccda02788943189f4832523643c951'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '863e1db8b26249a9b271f674a4bdde85'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'mid_server'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '864ead4ab76148cfbd2bd334637536a9'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '86c719865195401fb7289126ce5b9862'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'findings_high'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '8718248436b54c29b029657794529c4b'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'separation_rule'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8719dcc96f5643689c897dfae4950e1c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '87a9a1a6807d4d50a30e79914f1a1630'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'digest'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '8813833b731e49099f1c349a62810b0a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ended_at'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '88574e7d621b4f1ea67b92e7869e69b5'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ended_at'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '88b211cfbbf44af4aad2c27b8f6169b3'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'approval'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '88b4d220e94d40fb836782be1ed373c1'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'silences'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '8920d667e2b84d07a2ede0c7e90e214a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8a15f6cf384449a4aaa111228ca6f737'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'alias'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '8a6e8ba75f5649cd8f9737084026f75f'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'flow_context'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: '8a8e603c92614403a68fa1a481643c2a'
                        key: {
                            sys_ui_form: {
                                id: 'b332a51f23d047fb8b0271a42abf0be0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '8abd3f797fff41f78cc3684735672892'
                        key: {
                            list_id: {
                                id: '1c09d930cfe0408d9fd2856ef85475ce'
                                key: {
                                    name: 'x_change_gate_credential'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'active'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '8b35e4d3eb4849c1bcc71646d170de01'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'alias'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8c23c7403e3746828576085e6b4b8b82'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'proceed_states'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '8c88614654f94f0bb884d5201606ed5d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                            value: 'not_given'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '8dbc36bf8355442cb38313179d8d4ea9'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '8dcd661441994deabc94f36ccc3b941a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'due'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '8e47903526b449f889a302cc02e62886'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'attempts'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: '8fc0bc8407e8405c9936f29d8b55c00a'
                        key: {
                            name: 'x_change_gate_ci_server'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '8fccb255067e47e79a2ca653d37c5818'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'conflict'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '9052a79d97de4bd19f486e4ed2065c56'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'reason'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '9081ec0cfd3948a2814268fe97182e58'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'kind'
                            value: 'alias'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '916f92678b224387b77f62c4307f25c3'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_hub_step_ext_input'
                        id: '918bc1d6d4ea4e5898849b6a0cd39af4'
                        key: {
                            model: 'a274110398364465a67d4230eb18b92e'
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '91918121b9374e028ee5773adcf1d9e6'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'answer'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '92184e41a86a4dfb8f0a7a12cac6ee5d'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'people'
                            position: '13'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '923c5954066749c59511cd3b7d2e4c1a'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '924ceadaf0d64f8587280c798e8b930a'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'registration'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '92f40a60bc36425e945fada037195b00'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_id'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '93029d67c7c44ee2966a62958fc3a498'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'check'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '933533b2629f49c784c22f807c6f6d17'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '9347b8feb0454c5db5624239a9929630'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '958822f165e4419daf5ef996fd707848'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'instance'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '958ee358a2994472ab2f0081dd6d3e60'
                        key: {
                            sys_security_acl: 'e87c0c83c4e046cfa18b4cf4851dfad3'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '9593bf3f9da34374a7797a54a67c8a9b'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '968e75f51e254dc2af3c48113d36bb11'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_false_positives'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '96a0b4125b1940348e828a0539578a75'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'finished'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '96ce9cb577954a6d9117c9d82d648424'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '9721dbdfa5654909ab8ebad07ea91a53'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'change'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: '9763d09c42e44001932073bb69c0c232'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'changes_status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '97b9ea07fb3d4da6a73461353d78b554'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_unknown'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '98649b896dc0466bb9833513a2b7f042'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'waiting'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '98aaaf6f4ad541088b191c99b89fab17'
                        key: {
                            sys_security_acl: '4b0d8cfdae37418a8c25dad3a01f9335'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: '992ec9f684574b78bb3f306d7625aeaa'
                        key: {
                            name: 'x_change_gate_evidence'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: '99583ab494c342498300697125ef7dab'
                        key: {
                            name: 'x_change_gate_delivery'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '99eea7a6ee884fba9f99dd632a6e3f73'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'work_items'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '9aadd7c521114c7fba4a7866ceba59a1'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'status'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '9c6db01d4c7c40539492efcacb3b05fb'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: '9d8bd5bae1f94bec9bc9f4468da29fc8'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'kind'
                            value: 'app'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '9d8f66a50f274c65aa6ccc36a119408a'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: '9e58c51f4b6d49bfbdca4a6a161e026c'
                        key: {
                            name: 'x_change_gate_evidence_item'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '9e698d0c97bb47cbb564cba9cdb038d8'
                        key: {
                            sys_security_acl: 'e939eccf06164e2fa27360ad965b2a82'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: '9e92f3ea82b846b5a075d2f8c0f504cb'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'on_deadline'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: '9ea53f903b544385ab5c51722f0670e0'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: '9f47a162c5eb4819b4c9d0ae8e89ad05'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'claim'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: '9f4fec87377b498690a124561c5dcc5d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commits_not_reviewed'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: '9ffdcc0fc6834beb9cfac7182458d60f'
                        key: {
                            sys_security_acl: '864e3c3fd849485981693ccce7b2fe41'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a11804e64b1f46b884d88255f17365d1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'counter'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'a12efe752d5a44dd92524f5cc612c1db'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a24dcb82a9d7438bac245f193d037276'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a2f4689298d54e9d8ddf42bd3735d344'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'a3fcf151049b48f59b9aeded484a6889'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'code_coverage'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a40cb337a0cd4ff8a9bdafb93dab1bb6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'deadline'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'a51ef5d111cd4d80849b26c6d1f9fada'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a59513e620564286b7c8e8f2ff770682'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'a61f7796f5744661b23ea1a2d73a9a5c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'separation_rule'
                            value: 'deny'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'a646e085a535432aba640803af034724'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_passing_percent'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a6b6f2f15fae441d9ef10aa6f842f0dc'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_failed'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a6c1a85055fd42dcb25fc160b2643e12'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_url'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a6e9573bb75d44a48825f1f992199944'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'token'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a7261256c5cf47cf8de54ad4c29afd71'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'server'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'a82bf31b841e4380abca88b70f29f073'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'repository'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'a8971a7df5e642de87225f7c984bd6a7'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'silent_since'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'a9e270cf6d1645da9bf1ae4e79705f4b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'withdrawn'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'aac163bedfa94e169f5119020136f68e'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ac17fdcbcd834313a1153d3e069de450'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'build_id'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ac62c18faaf4477fbd1ea62ef388a2d7'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commits_without_work_item'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'acfc9fb973fd4f878f3eb34126b52fbc'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'change_number'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ad93f3e884eb49b38f166bc1724bee1e'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'installation_id'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ad96fd7ed1ec4c54a58e5723edded3e9'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'login'
                        }
                    },
                    {
                        table: 'sys_element_mapping'
                        id: 'add5212dab5b47a38d13920af724242a'
                        key: {
                            field: 'registration'
                            table: 'var__m_sys_hub_step_ext_input_a274110398364465a67d4230eb18b92e'
                            id: 'a274110398364465a67d4230eb18b92e'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'adf525dd01c8467e84b2bee3b1d66c61'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_by'
                            value: 'subflow'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'af030fe8356b4e7bb097f5647122c28a'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                            value: 'holds'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'af9e0ffe072548789244db7e417adb11'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'afa0b15d528b4e2b8e091543444c3cbd'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'counter'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'afbaa7bc096f4b458ed2264208a2d07e'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b0955e1c324e413b9730cfa94ef744f1'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'decided_by'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b0b3109ca2eb4c3f9f2365d1e91ceaf2'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'total_num_of_commits'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b0cc4a468259474786457d415487c0bb'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_low'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b0d7ba6417e14dec81132f73016e017d'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'number'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'b0d85724915746fbaa3cf4055c4a8f4a'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'b10bef9433a54a94a9c9a3a5e0d66e70'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'decided_at'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'b1af66f7b35a4ac8b4f5459eac4ca928'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b1e67e5d50554928909b6885b50950c3'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'b24aa3a70b7d4fe99179c875d5302ed1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_ui_form'
                        id: 'b332a51f23d047fb8b0271a42abf0be0'
                        key: {
                            name: 'x_change_gate_evidence'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'b3c2fb9667834e16a2e2ce2be5a1cb0f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_skipped'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b4299d76b7fe40f6a2d4cecffdeffb52'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'target'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'b4364fd30bd34f94bdd03fad01942dd7'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'answer'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'b4d81a276f464535aced5a13e4987b32'
                        key: {
                            sys_security_acl: 'a4f496ae875d420a86a8cf31c7171b83'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_action_role'
                        id: 'b4dea4e87b6a4ae5831273f1a47afe98'
                        key: {
                            sys_ui_action: '4d987995fb4f4c86b987f918ab481f60'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b51302aab3dc4570a482dc65dae71a57'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'b530888226604027a9157ce414fb32e6'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'changes_status'
                            value: 'unknown'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'b5971bf4b59a48559d0c56d3a20f90e0'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '12M.x_change_gate_evidence.x_change_gate_evidence_item.evidence'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'b5d51fb061dc4521aa4ad53819682e36'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'seen'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: 'b694e6a500fc452ab20935cee3d20457'
                        key: {
                            sys_ui_form: {
                                id: '4f8de812bd134e01a1e39edb2e491758'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'b74525be80bc44cba1497c057742c10c'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'build_id'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'b7ac333973d244879f1f48c4374a59c7'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                            value: 'complete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'b7ad38af632f4eb4bb73fb0f202de0a0'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: 'b7fef57d9bcf44779fc1b922f90b1587'
                        key: {
                            name: 'x_change_gate_evidence'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'change_request'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'b80603fd81054bc8b4971ce8b11741f5'
                        key: {
                            name: 'x_change_gate_ci_server'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'b8776e182dd84ab2b73455c02d89fea8'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'recorded'
                        }
                    },
                    {
                        table: 'sys_hub_step_ext_input'
                        id: 'b8f92e97d8b54b5baf5f3ed2fe756622'
                        key: {
                            model: 'a274110398364465a67d4230eb18b92e'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'b90fa4b9777b461da3337f019c00b928'
                        key: {
                            list_id: {
                                id: 'e4f67afe811b408cb4cfd5def596691b'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'b9903ccc90f246e5abdb7d8a0b10b45d'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'name'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ba3110226c5a406d9732a4a076707c71'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'next_probe'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'babe5a8350964bfa8b669b980abf752f'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'remedy'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'bb0c70cd8ebc4124a165647866c687c5'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '14'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: 'bb538f24270d45668ec33e5162d9c7e5'
                        key: {
                            logical_table_name: 'x_change_gate_registration'
                            col_name_string: 'status'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'bb738da451d1444b82715f184ff1974c'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'registration'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'bb7518ce95a24d6eb0fbf0922c86c20c'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'problem'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'bbe8c230745245079612b943297493b8'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'bc47c5e2c770402c969b6eee2fe58609'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'who'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: 'bcb6b8065e264119b6ebefaf570fd5c9'
                        key: {
                            logical_table_name: 'x_change_gate_ci_server'
                            col_name_string: 'active'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'be3ef79a6afb4eb0b6475f8ecb765fa0'
                        key: {
                            list_id: {
                                id: '1c09d930cfe0408d9fd2856ef85475ce'
                                key: {
                                    name: 'x_change_gate_credential'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'be4d4495397e408d8a4ae702d2a3ab6c'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'retried_by'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'be9a8544b99349a9a990f4c9aaebbc9b'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'changes_status'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'be9cc49f83a64856b9c1082a7a832898'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'becad85bb28240d0a3a7ccd099b6ac93'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'server'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'bf34c9b911644f4ea72679c146aa90c9'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commits_without_work_item'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'bfad03279bb541afa00d01a71b6cbc19'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'server'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c0135646320e4284a9e0864b287ec3e9'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'sha256'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'c0766556cbb44dd3932cca29076c047e'
                        key: {
                            list_id: {
                                id: 'f80080646cbd4d9a8de098e99e69e256'
                                key: {
                                    name: 'x_change_gate_report'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'answer'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c08d6f3b0ce7460e8a9db0f8d7b29ae6'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ended_at'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: 'c095fbee1c3341c79a57235e7f2f6360'
                        key: {
                            logical_table_name: 'x_change_gate_person'
                            col_name_string: 'login'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c09c7223d35e4b36a08f5e24baf3d7a5'
                        key: {
                            name: 'var__m_sys_hub_flow_input_00d45aee7572484ead915345c343205a'
                            element: 'registration'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c09ff7daea714337836bd1abe07c4867'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'security_status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c0bcf2beff654ae5ae08ac4535fe56b4'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'finished'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c0e1a26ccab844e3ba89ae675018a691'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'retried_at'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c14e9338332f4bc8bfa2b213d6baa072'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'looked_at'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'c159e735b806453f8872a0c4fdb425b5'
                        key: {
                            name: 'x_change_gate_credential'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c166e8409f124b078290071d522f2f94'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'started'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c1983de583774ab4919f716d2812964b'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'people'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'c233e202a0cb452b94a29e0f268d6736'
                        key: {
                            name: 'change_request'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c2db72c66a9a408dae5341f1311f3cab'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'repository'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c361d7959bc14eff97b5f78e52584aed'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change_number'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c40ffb0fa9184ec78edbd4883723e5d1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_flaky'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'c41fcc9c3bb84b708a2c08330973ecea'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'tests_failed'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c472906a4cdb455ab75b531bccd64e05'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'reason'
                            position: '13'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c4c65523601b4a8a8057f575531a36e0'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c4da3c6733f24738bddd3efd808a6662'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'format'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'c51c04df505642f58677ff699338be5f'
                        key: {
                            sys_security_acl: 'abb9eb63c05b41739a19a2c3cb4d290f'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c54c8b5323954b699990c9b368df31fd'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c5b773efa84d4914bfb15b209dd81319'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'instance'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'c5ec8c3e1e524aa685cb9ae69dc991ce'
                        key: {
                            sys_security_acl: 'c8b8b6976fcd4486a1ceb280c57d931d'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'c60df512da8c4583b5bd7c24157140e2'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c6714610baf24ca6b5f7a6dd119e96c1'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c6d7d2b6d4214617b7610251579ae505'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_unscored'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c79974d9c65c44fcaf28444597fe71ad'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_new'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'c7ae812c60144f9cb5b2f630f19e491c'
                        key: {
                            list_id: {
                                id: '1c09d930cfe0408d9fd2856ef85475ce'
                                key: {
                                    name: 'x_change_gate_credential'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'kind'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'c8744df8aa3f4cbaba228aa7054382d9'
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'deadline'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c93617fc02c74f0d96a44e485196129e'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'c97c5a57b16448bcbded417bac682171'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cd14f84f4e5248818fac4eb6797d1873'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'text'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cd3297154cb848c2ac3e708d653c28ac'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'next_attempt'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'cd3e4b1ae9794f80ba60cd6fc378e556'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cd569be3b4b243b59d5ac9bcff684446'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'instance'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cd6e134a1d70458bbe4995ec5f92a5aa'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_status'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'cd9b2ac3188749e3871d4f88f557294d'
                        key: {
                            sys_security_acl: '2adaaf51822d440196f4a8bf93a98018'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'ce603bcbc5cf4ad19593e19cda72f7fb'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_by'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ce6692c162d34fc3ac875929db24bcbb'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'on_deadline'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'ce677b1a46ee4eb4a196818315a86c1a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                            value: 'not_given'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ce8b1d7e44f74e68aa462d8574449d6d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'reason'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'cedd5f95eb524d04acbd3631e046729e'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'denied'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'cefdad522ef44accb3d161662940130d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'coverage_status'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'cf173ff02f284d88bac6014d30296d00'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'findings_high'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'cf36bf7c3b6042d2be1ef236c436de9c'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_passed'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'cfcfb0870c2c46b38a8d126c6c42c06e'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '10'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'cffea28153584b63874548f8d6f5a0fb'
                        key: {
                            list_id: {
                                id: 'fc97a5091de0447ea49ff20ce353350f'
                                key: {
                                    name: 'x_change_gate_self_test'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'detail'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd00f381c66af4c2fb72777a0139b76ff'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'sbom_components'
                            position: '13'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'd07f57e6acce4c3ba2b9aaaeacb22b1b'
                        key: {
                            sys_security_acl: '643baa1de38e4ee08c9a6fcbfb6dacfc'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                        key: {
                            name: 'x_change_gate_evidence'
                            caption: 'Findings and components'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd0bc3569a6724aabb49a6d25c9b975b2'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'change'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd0e209ba39f24842a025f74e9bd6fcc6'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_high'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd112d9963b3c4ad7bc9c980d024ee102'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'on_deadline'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd120ccbba7bb468a97c449c6399c104a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            value: 'enforce'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd134e1464967415cae28c2bcd0b7476f'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'base_change'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: 'd25c42a884c746a8a9e3f350628739cc'
                        key: {
                            name: 'x_change_gate_evidence'
                            caption: 'Stream'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'd2a1abe0e8874233b2807aa8e3d459e1'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd4bd118ef5264ef4b81b981a5f8f8679'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'finished'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd4bdac6705a94c69afa1c56c5ba0b044'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                            value: 'ahead'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd54c183b85774383a4a18e2fb2e940b8'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'app_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd58aa261999b48b2a6663ccca6aba520'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'd596110dd2344a30b48e1ac75a8c49c0'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'problem'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: 'd59e91dd296642b69cf21a83c88c85a5'
                        key: {
                            name: 'change_request'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd5b29eadc9c34aee8f77140c6b1aaa32'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'approval'
                            value: 'state'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd5fd4e33b4104d288ea1d1dbb3bf6a3b'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd6803469de02492097a49227eb7fa981'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_unknown'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd764a0df30174ef7b154374041529749'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_false_positives'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_security_acl_role'
                        id: 'd7b1023cdedf489fb4e7536b4e0cbb6f'
                        key: {
                            sys_security_acl: '23c131aa76904508b97235056c82734c'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd7c60f71d97b48ee9212c4ad13787786'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'silent_since'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd7c798ba1cfb4b32a50eedbe2bedee91'
                        key: {
                            sys_ui_section: {
                                id: '1b57461efdad435ab4d0333a027715c3'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Change evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'recorded'
                            position: '4'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'd7e716ad357548869644f54c37081d58'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd7f29d66dc904af59b30c35e6fbb9574'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'approval'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'd87f81a5d1c54af69cd06046a5d68182'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                            value: 'ignore'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_action_role'
                        id: 'd8c4891f956247daba086e5b6e21b868'
                        key: {
                            sys_ui_action: 'abc9553f3c11446c937a33ade979e934'
                            sys_user_role: {
                                id: '6d870021b9b34718a8698fe6e9e97def'
                                key: {
                                    name: 'x_change_gate.admin'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'd90725a860d24c7e9db205845d94a162'
                        key: {
                            name: 'x_change_gate_self_test'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd931fb7c7b094664afeee1733b6dd7bd'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_unscored'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'd953604b56d04506b51c13272097e547'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'ran_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'd9f818c066ea48e48471580d50cbba0c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_errors'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'db1f9a0af8a448a38947db872c58243b'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'db3a9bf21d164d12a37d5be268e40629'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'reason'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'db5a91fb8b334fa2afecedbe08c7384c'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'ref'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'dbb507c860744f0e85646dc126e0db47'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'decided_by'
                            value: 'subflow'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'dbdffb39f82847ceb20e86faf93f9ea8'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'app_version'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: 'dbf4bca8ad8a4772a81f6d42999aa59c'
                        key: {
                            logical_table_name: 'x_change_gate_registration'
                            col_name_string: 'key'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'dc50aca48d9d4109985feca2aac12714'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: 'dc63daef9715499eb413528c809b3bd5'
                        key: {
                            name: 'x_change_gate_evidence'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'dc80c39b288b4d368a6d2904d1f3bf44'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'work_items'
                            position: '12'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'dc976b701ac14bd9892a7eae2792fcd3'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'asked'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'dcdaff84f69f45ed83d55f13d255166a'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                            value: 'none'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'dcedc75131df4517b1d77a43c04243be'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sequence'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'dd1b7f20bb49473eb89e2c601a4f0af3'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'size'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'dd3c57a67dee4d7fa4348fa01947c6eb'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'df15ef8c1d8b4789bea3404d3469e919'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                            value: 'does-not-hold'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'df7bfe9b77534dffa36dfcb6dca215f1'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'evaluated_at'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e0370d7c17d64de1b64c17494d7bcd61'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'who'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'e04f245d23994fe19b0c2a29417a2282'
                        key: {
                            list_id: {
                                id: '695c331a93364af79f9e0426d2365357'
                                key: {
                                    name: 'x_change_gate_person'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'e074ff3ba0eb4a279101595526216f8d'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'separation_rule'
                            value: 'record'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_index'
                        id: 'e1562b3f31ec46f78c3a1d2380e8a057'
                        key: {
                            logical_table_name: 'x_change_gate_evidence_item'
                            col_name_string: 'recorded'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: 'e19f93436f734d819bdb25874623d6d2'
                        key: {
                            document_key: '96bb42c2f7844f9383295a91b2ae0c54'
                            variable: '42f2564b73031300440211d8faf6a777'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e1b53cc6651849e688c18c4c74deb810'
                        key: {
                            name: 'x_change_gate_person'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e1c51c31ed794ee3beb29b5893df4a69'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'withdrawn_by'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'e1d28b906b9f4a4aabdd497a5d23f921'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'total_num_of_commits'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'e1e35a65f6854447a844443acbc3e613'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.end_split'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e2aad61102304c23b7a0c1939d3ee027'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'direction'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e2f6b2dcb8904683abc4bdd3150502bc'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'instance'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'e30cf8d25e1c4146bac7b3cba05cd244'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'ignore'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_db_object'
                        id: 'e38bd089fcc2449fa49a441e4f8e15cf'
                        key: {
                            name: 'x_change_gate_delivery'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e3ab65f650024f979c2bf910ad813665'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'installation_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e4036803b6334dd09c5ef7cfdb2cb598'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e412a8e51c0e4f47879e8a387086597e'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'sequence'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'e4d133165f0c442d981d2bcfef675c10'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e4e040bdf16a4cb1ba451902774827d4'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'user'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: 'e4f67afe811b408cb4cfd5def596691b'
                        key: {
                            name: 'x_change_gate_registration'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'change_request'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e52248313a56469c856acc7718221d9a'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_outcome'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e53b296a386847aa99f024b5cf73b38b'
                        key: {
                            name: 'change_request'
                            element: 'x_change_gate_evidence'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e59d20947efe4a71ad274ec1bc83c130'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'retried_by'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e5a03b57d0e540f6bcf596b2914951da'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'change'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'e5a97a2a260444908ea47678a41a657e'
                        key: {
                            list_id: {
                                id: '816cb086d2794ef7926d64b7b74580dc'
                                key: {
                                    name: 'x_change_gate_evidence_item'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'problem'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'e5c1aa28da36476b89147596a05e9731'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.begin_split'
                            position: '0'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e5ccc36b8d904b80ab24f38c03fa2103'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'decided_by'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'e5cd35fbda9d48638a669a2f1234b033'
                        key: {
                            sys_ui_section: {
                                id: '2f5c4008539b4ba780d9cc605af344a2'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Tests and coverage'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'tests_total'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'e5f2b731fd0c41faa6ba5bf7fe1a0d07'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'status'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'e5fe1682b5b4460ba5ac3570c2190577'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'changes_status'
                            value: 'known'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e60fedbf7aff429fadade91886d6119c'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'active_key'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'e6b68d9f9c604a46a31c31be63647960'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'active'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'e7986a7750fc445d95dd7cfd38ea2c1f'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'override'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'e85d58b499df440697311099120c8ecf'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'last_answer'
                            position: '8'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'e93c61e4aeab448cacfe6b67cce29ef9'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'flow_context'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e94e970e8dd04b41a469c068d5836f1b'
                        key: {
                            name: 'var__m_sys_hub_action_input_314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'registration'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e9b102dad884440cb20bdf557185d1f4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'retried_at'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'e9c6d468cfa048749e423e664c375743'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: 'ea6ba71252fb4a85a8a561a37a315a52'
                        key: {
                            name: 'x_change_gate_registration'
                            caption: 'Gate registration'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'eaf849a5c45e4aecbea155715e436f1d'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'reason'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'eb9a1a020114459cb93c58cc469795a1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_components'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ebd6b0a8195446519c4f48fdccc6deee'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'recorded'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ecaeb56e48ae46e28ecf141f4e7dd5d0'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ecd1e344afac44b28c1516e23596ca91'
                        key: {
                            name: 'var__m_sys_hub_action_output_314cbed14ef44d4fa331c5b6b8939c19'
                            element: '__dont_treat_as_error__'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: 'ed102bb0b39f44a5b059487ca14d40ba'
                        key: {
                            name: 'x_change_gate_delivery'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'ed3d7b5ed44d49a8b603e9fbc4efaf73'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            value: 'refused'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ed5b112d6a71450c973393b651d69c52'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'looked_at'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'ed9d4d61825f486392667c89cec5c7e1'
                        key: {
                            list_id: {
                                id: '8fc0bc8407e8405c9936f29d8b55c00a'
                                key: {
                                    name: 'x_change_gate_ci_server'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'decided_by'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'edaf15b27dab423b9499aca1f50b51ce'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'sbom'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'edc7d015bc804414aadd1c6d0b6c5db6'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'status'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'edcaa2b27ec04c898fdca9e4cf1919e6'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'kind'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'edd5a083859c4f129e1747856698951d'
                        key: {
                            sys_ui_section: {
                                id: 'ef06c1e639bc412d99e96846eb77f4a0'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'attempts'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ee567cfe964c48e880d07c3809cac56d'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'window'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ee7c8d93d8fe4a0489fc9d30631f840b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_answer'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'eec1e861b49c443fb77334cc757d8fe4'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'tests_total'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'eed2478695f34d99bb64b9baeace6dec'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_at'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: 'ef06c1e639bc412d99e96846eb77f4a0'
                        key: {
                            name: 'x_change_gate_registration'
                            caption: 'Delivery'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'ef3b16b53e974959b21d8b3d60ad9374'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'number'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f048f784f53248abadf9eba4ec9084e7'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'outcome'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'f08e177e211340f4bce06d04a67b7398'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'recorded'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f09101f4ac95473480b91cd643c162cc'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_outcome'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'f0b0a5e061bf4b03a6dc84106c2fe1c3'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'deadline'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'f0b2985ff2cc416891ca1a6c19efbde4'
                        key: {
                            list_id: {
                                id: '1c09d930cfe0408d9fd2856ef85475ce'
                                key: {
                                    name: 'x_change_gate_credential'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f0c6b1f6cc864e288bc040a449e34690'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'sha256'
                            language: 'en'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: 'f0e88110d3254fe4940599549c296e50'
                        key: {
                            name: 'x_change_gate_ci_server'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f14a68d88b7a467eb67590a49d388b83'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'wait'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f1e153bdf41842f78c93cc5efaf7aea7'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ci'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f204478501974fdbb3ecd8afb38265c3'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'name'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f2228b64b1ec456a97453553cabc329e'
                        key: {
                            name: 'x_change_gate_evidence_item'
                            element: 'kind'
                            value: 'security'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'ua_table_licensing_config'
                        id: 'f269d78241fb43d3be3d386a24a252c7'
                        key: {
                            name: 'x_change_gate_report'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'f2700fd282bf496c993c91355973b2ea'
                        key: {
                            list_id: {
                                id: 'b7fef57d9bcf44779fc1b922f90b1587'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'change_request'
                                }
                            }
                            element: 'commits_not_reviewed'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f2a0f4fe629c4719a70b0549aab91baa'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'proceed_states'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f2c1e28e30474133b5485150edf51879'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'token'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f2da03e8930e4be698e6f92450c04f12'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'sbom_status'
                            value: 'unreadable'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_hub_action_input'
                        id: 'f30ca8bf176245108ac67fa5dd9689f2'
                        key: {
                            model: '314cbed14ef44d4fa331c5b6b8939c19'
                            element: 'decision'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f3e4dc7b308d4958a65f20b454019745'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'started'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f40ee7d4c71945b4b746272b169d3cfe'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'status'
                            value: 'complete'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f414f2379232411a803f91ccc76f83ee'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'people'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f43e09bbd42c46ec98ec6bf3f8be948f'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decision'
                            value: 'pending'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'f45da7c2c24343dc9e08e1aeac2e230f'
                        key: {
                            list_id: {
                                id: '03bdc52b34c0403d8122c481c3de6927'
                                key: {
                                    name: 'x_change_gate_registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'server'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f4cde7a9db5b42d6a8801fddc6580943'
                        key: {
                            name: 'x_change_gate_ci_server'
                            element: 'base_url'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'f4f7df7c423848f9a6cba944a3147292'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: '.split'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f4fde09a02b94d6a840227bfde985b09'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f519f30d77804dca8933bbb1f0b7aec0'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'retried_at'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f5c7ac53e9004b7abfcd8b891fbf1f42'
                        key: {
                            name: 'x_change_gate_delivery'
                            element: 'attempt'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f6081bb7faf04dbf8a803959b93e4720'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'NULL'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_variable_value'
                        id: 'f6115540724242b2a6cfb56a5af49c18'
                        key: {
                            document_key: '8e732463eb834905958043031f3ebba4'
                            variable: '42f2564b73031300440211d8faf6a777'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f61ea713255b4f2598f2fc03b6971e90'
                        key: {
                            name: 'x_change_gate_credential'
                            element: 'user'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'f711e6511d144844bfd87ca89cc7e788'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'ci'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f77fa034d9da44f59a1d209a40378e76'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: 'f80080646cbd4d9a8de098e99e69e256'
                        key: {
                            name: 'x_change_gate_report'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f8254e9721804b13906d40e599ddc197'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'findings_new'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'f83c03c90ca74b1cafb83674308d0670'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'outcome'
                            value: 'could-not-be-seen'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f93a5081d37a4e2199ae707bb02db17b'
                        key: {
                            name: 'x_change_gate_report'
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'f948e66b84e64179ae1e8699686f8342'
                        key: {
                            list_id: {
                                id: 'ed102bb0b39f44a5b059487ca14d40ba'
                                key: {
                                    name: 'x_change_gate_delivery'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'registration'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'f97144bc3f614ab09fd1e57dbf6b57f7'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'stream'
                            position: '1'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'f9c6f373738b441f9b28f30b9a9b0cd1'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'finding'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'fa76fc5ca2274a3ab72e0cd76a922c16'
                        key: {
                            sys_ui_section: {
                                id: 'd0a51f29f1d9407ba9f1c5324747e6c6'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Findings and components'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'findings_info'
                            position: '6'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'fc8f7562f9fd491cb363de46a0000ea7'
                        key: {
                            sys_ui_section: {
                                id: 'fec9d9f6add44b52878ecc5af799066d'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'What changed'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'authors'
                            position: '7'
                        }
                    },
                    {
                        table: 'sys_ui_list'
                        id: 'fc97a5091de0447ea49ff20ce353350f'
                        key: {
                            name: 'x_change_gate_self_test'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                            element: 'NULL'
                            relationship: 'NULL'
                            parent: 'NULL'
                        }
                    },
                    {
                        table: 'sys_ui_list_element'
                        id: 'fcd2a2ad1bee4775aeb503a9189e684c'
                        key: {
                            list_id: {
                                id: '103d160ea3184a61b045129155db99e0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                    element: 'NULL'
                                    relationship: 'NULL'
                                    parent: 'NULL'
                                }
                            }
                            element: 'build_url'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'fd21d7175fbf4bef8fa2cb08c4c5a3e1'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'commit_id'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'fd41d8f98d3f427680f9f8f536af80be'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'app_version'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_choice_set'
                        id: 'fd43e1900a3a4453889c556260bf6e6b'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'approval'
                        }
                    },
                    {
                        table: 'sys_ui_form_section'
                        id: 'fd7a4ee7cdd54868b2f1a36d6230f28c'
                        key: {
                            sys_ui_form: {
                                id: 'b332a51f23d047fb8b0271a42abf0be0'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'fdea7e1882654e08abf212e16a5afb54'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'ended_at'
                            position: '11'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'fe0df3c0462c48a9ad378f732fe9acea'
                        key: {
                            name: 'x_change_gate_evidence'
                            element: 'separation_rule'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'fe12957322e9451bbedc9e3ee73e7fb5'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'retried_at'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'fe54c51e7fd14d5594732306235473b4'
                        key: {
                            name: 'x_change_gate_self_test'
                            element: 'asked'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'fe685c7cdcfa4b999ac9099643c4fe5b'
                        key: {
                            sys_ui_section: {
                                id: 'd25c42a884c746a8a9e3f350628739cc'
                                key: {
                                    name: 'x_change_gate_evidence'
                                    caption: 'Stream'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'sequence'
                            position: '3'
                        }
                    },
                    {
                        table: 'sys_documentation'
                        id: 'fe880d6c09e842d18caf7ddf5d33c960'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'decided_by'
                            language: 'en'
                        }
                    },
                    {
                        table: 'sys_ui_section'
                        id: 'fec9d9f6add44b52878ecc5af799066d'
                        key: {
                            name: 'x_change_gate_evidence'
                            caption: 'What changed'
                            view: {
                                id: 'Default view'
                                key: {
                                    name: 'NULL'
                                }
                            }
                            sys_domain: 'global'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'ff5410ed5f9c46179dea7536d582f345'
                        deleted: true
                        key: {
                            sys_ui_section: {
                                id: '42204c65b0f446cbbe380ad743ff613c'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Policy'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'instance'
                            position: '9'
                        }
                    },
                    {
                        table: 'sys_ui_element'
                        id: 'ff5f8f7c97864c0a855b9cfd671cbfc3'
                        key: {
                            sys_ui_section: {
                                id: 'ea6ba71252fb4a85a8a561a37a315a52'
                                key: {
                                    name: 'x_change_gate_registration'
                                    caption: 'Gate registration'
                                    view: {
                                        id: 'Default view'
                                        key: {
                                            name: 'NULL'
                                        }
                                    }
                                    sys_domain: 'global'
                                }
                            }
                            element: 'build_url'
                            position: '2'
                        }
                    },
                    {
                        table: 'sys_dictionary'
                        id: 'ff6a7c1f8a8a4a439d7e3f0257e32cb4'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'last_answer'
                        }
                    },
                    {
                        table: 'sys_choice'
                        id: 'ffa4d4165fa94afc8f0606898d5908e8'
                        key: {
                            name: 'x_change_gate_registration'
                            element: 'conflict'
                            value: 'reject'
                            language: 'en'
                            dependent_value: 'NULL'
                        }
                    },
                ]
            }
        }
    }
}
